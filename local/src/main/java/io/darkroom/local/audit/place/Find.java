package io.darkroom.local.audit.place;

import io.darkroom.local.audit.search.Canary;

/**
 * A canary that was found.
 *
 * @param place kind of place, such as Kafka or logs
 * @param where exactly: a file, a key; never what lies there
 * @param canary which
 * @param encoding the form it was found in
 */
public record Find(String place, String where, Canary canary, String encoding) {}
