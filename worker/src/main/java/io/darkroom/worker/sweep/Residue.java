package io.darkroom.worker.sweep;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What deleted records leave on the disk. Kafka does not tell since when one is off it, only how large a log is. But it removes the
 * oldest first: once more has come since a moment than lies there in all, whatever came before that moment is gone.
 *
 * @param octets that lay there when the lane was swept last, of all records
 * @param grown how many octets have come {@code since}, at least
 * @param since the beginning of a sweep
 * @param gone the moment before which nothing is left; empty while nobody can tell
 */
public record Residue(long octets, long grown, Instant since, Optional<Instant> gone) {
    /** What an empty record takes is less, and what any job's takes is more. */
    private static final int EMPTY_OCTETS = 100;

    private static final String NUMBER = "(\\d{1,18})";
    private static final Pattern TEXT =
            Pattern.compile(String.join(" ", NUMBER, NUMBER, NUMBER) + "(?: " + NUMBER + ")?");

    /** What can be told when nobody remembers an earlier sweep. */
    public static Residue first(long octets, Instant now) {
        return isNone(octets)
                ? new Residue(octets, 0, now, Optional.of(now))
                : new Residue(octets, 0, now, Optional.empty());
    }

    /** What can be told after a sweep that began {@code now} and found so many octets. */
    public Residue next(long found, Instant now) {
        // What was removed in between hides some of what came.
        long came = grown + Math.max(0, found - octets);
        if (isNone(found)) {
            return first(found, now);
        }
        return came >= found ? new Residue(found, 0, now, Optional.of(since)) : new Residue(found, came, since, gone);
    }

    /** Whether no record of a job lies there. */
    boolean isNone() {
        return isNone(octets);
    }

    private static boolean isNone(long octets) {
        return octets < EMPTY_OCTETS;
    }

    /** Reads what {@link #toString} wrote; empty for anything else. */
    static Optional<Residue> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new Residue(
                        Long.parseLong(parts.group(1)),
                        Long.parseLong(parts.group(2)),
                        time(parts.group(3)),
                        Optional.ofNullable(parts.group(4)).map(Residue::time)))
                : Optional.empty();
    }

    private static Instant time(String milliseconds) {
        return Instant.ofEpochMilli(Long.parseLong(milliseconds));
    }

    @Override
    public String toString() {
        return octets + " " + grown + " " + since.toEpochMilli()
                + gone.map(time -> " " + time.toEpochMilli()).orElse("");
    }
}
