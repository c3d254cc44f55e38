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
 * @param residue what was on the disk; empty if the broker does not tell
 */
public record Mark(long end, boolean covered, Optional<Residue> residue) {
    private static final String COVERED = " covered";
    private static final String RESIDUE = " residue ";
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})(" + COVERED + ")?(?:" + RESIDUE + "([\\d ]+))?");

    /** Of a log whose disk nobody has looked at. */
    public Mark(long end, boolean covered) {
        this(end, covered, Optional.empty());
    }

    /** With what is on the disk. */
    public Mark with(Optional<Residue> found) {
        return new Mark(end, covered, found);
    }

    /** Reads what {@link #toString} wrote; empty for anything else, which costs one sweep and no record. */
    public static Optional<Mark> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new Mark(
                        Long.parseLong(parts.group(1)),
                        parts.group(2) != null,
                        Optional.ofNullable(parts.group(3)).flatMap(Residue::parse)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return end
                + (covered ? COVERED : "")
                + residue.map(found -> RESIDUE + found).orElse("");
    }
}
