package io.darkroom.local.audit;

import io.darkroom.local.audit.place.Place;
import java.util.Optional;

/**
 * A line of the report: a place that is searched, or why it is not.
 *
 * @param name what it is called
 * @param place empty if it is not searched
 * @param obstacle why, or what would have to be said for it to be
 */
public record Row(String name, Optional<Place> place, String obstacle) {}
