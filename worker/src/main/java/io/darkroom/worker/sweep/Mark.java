package io.darkroom.worker.sweep;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far the log of a lane reached when it was swept, so that the next sweep, whoever does it, knows whether anything has come
 * since.
 *
 * @param end offset that the next record was to get
 * @param covered whether the last record is no job's, but one that closed the segment in which those of jobs lie
 */
public record Mark(long end, boolean covered) {
    private static final String COVERED = " covered";
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})(" + COVERED + ")?");

    /** Reads what {@link #toString} wrote; empty for anything else, which costs one sweep and no record. */
    public static Optional<Mark> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new Mark(Long.parseLong(parts.group(1)), parts.group(2) != null))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return end + (covered ? COVERED : "");
    }
}
