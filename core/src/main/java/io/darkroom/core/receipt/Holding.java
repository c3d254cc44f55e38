package io.darkroom.core.receipt;

import java.time.Instant;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One thing of a job, in one place, and what became of it.
 *
 * @param number of the picture, from 0; empty if it is none
 * @param at when it was destroyed or became unreadable, as noted at that moment by whoever did it; or when it was looked for
 * @param until when it is gone at the latest; null if it is gone, or kept until its owner deletes it
 */
public record Holding(
        Thing thing,
        Place place,
        OptionalInt number,
        Fate fate,
        @Nullable Instant at,
        @Nullable Instant until) {

    /** Destroyed at a moment that was noted then. */
    public static Holding destroyed(Thing thing, Place place, Instant at) {
        return new Holding(thing, place, OptionalInt.empty(), Fate.DESTROYED, at, null);
    }

    /** Not there when it was looked for. */
    public static Holding absent(Thing thing, Place place, Instant at) {
        return new Holding(thing, place, OptionalInt.empty(), Fate.ABSENT, at, null);
    }

    /** There, and of no use to anybody since {@code at}. */
    public static Holding unreadable(Thing thing, Place place, Instant at, Instant until) {
        return new Holding(thing, place, OptionalInt.empty(), Fate.UNREADABLE, at, until);
    }

    /** There until its time is over. */
    public static Holding held(Thing thing, Place place, Instant until) {
        return new Holding(thing, place, OptionalInt.empty(), Fate.HELD, null, until);
    }

    /** There because its owner asked to keep it. */
    public static Holding kept(Thing thing, Place place) {
        return new Holding(thing, place, OptionalInt.empty(), Fate.KEPT, null, null);
    }

    /** The same, said of picture {@code index}. */
    public Holding ofPicture(int index) {
        return new Holding(thing, place, OptionalInt.of(index), fate, at, until);
    }

    /** What is held of a job. */
    public enum Thing {
        /** The part of the sealed prompt without which the rest is noise. */
        KEY_PART,
        /** The rest: prompt, pictures to start from, seed. */
        SEALED_PROMPT,
        /** The seed, to be told beside the picture. */
        SEALED_SEED,
        /** A picture. */
        SEALED_PICTURE,
        /** Settings in clear, state and times. */
        SETTINGS,
        /** State and times, all that a deleted job leaves. */
        TOMBSTONE;

        /** As it is written. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where things are held. */
    public enum Place {
        /** Memory, shared by API and workers. */
        REDIS,
        /** The queue, on disk. */
        KAFKA,
        /** The library, on disk; of jobs that are to be kept alone. */
        POSTGRESQL;

        /** As it is written. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What becomes of things. */
    public enum Fate {
        /** Erased, at a moment that was noted. */
        DESTROYED,
        /** Not there when it was looked for; nobody noted when it went, or it never was. */
        ABSENT,
        /** Still there, and noise since its key part was destroyed. */
        UNREADABLE,
        /** Still there. */
        HELD,
        /** Still there, because its owner asked for that. */
        KEPT;

        /** As it is written. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
