package io.darkroom.testkit;

import java.util.Locale;

/**
 * Something that must not happen to a job, and has.
 *
 * @param what as a sentence without the job's id
 */
public record Objection(Kind kind, String job, String what) {
    /** What it comes under. */
    public enum Kind {
        /** The job, its end or a picture of it is gone. */
        LOST,
        /** It ended twice, a picture was handed over twice, or it went on after its end. */
        DOUBLED,
        /** It neither ended nor goes on. */
        STUCK,
        /** It was deleted, and something of it can still be had. */
        LEFT
    }

    @Override
    public String toString() {
        return "job " + job + " (" + kind.name().toLowerCase(Locale.ROOT) + "): " + what;
    }
}
