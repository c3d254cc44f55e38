package io.darkroom.api.lane;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a job's owner may expect.
 *
 * @param position jobs that wait before it; empty if it does not wait
 * @param seconds until its last picture is ready; empty if it has ended, or before any worker has measured its speed
 */
public record Outlook(OptionalLong position, OptionalDouble seconds) {
    /** Nothing is known. */
    static final Outlook NONE = new Outlook(OptionalLong.empty(), OptionalDouble.empty());
}
