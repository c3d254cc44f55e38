package io.darkroom.local.keys;

import io.darkroom.core.crypto.KeyNote;
import io.darkroom.core.crypto.KeyRing;
import io.darkroom.core.crypto.RotationTimes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Moves the keys of a use one step on, when everybody must have seen the step before. */
public final class RotateKeys {
    private final KeyDirectory keys;
    private final InstantSource clock;
    private final Duration settle;
    private final Consumer<String> told;

    /** Of {@code keys}, whose files have arrived everywhere after {@code settle}; says what it did. */
    public RotateKeys(KeyDirectory keys, InstantSource clock, Duration settle, Consumer<String> told) {
        this.keys = keys;
        this.clock = clock;
        this.settle = settle;
        this.told = told;
    }

    /**
     * Makes the next step, whatever it is.
     *
     * @param now whether to wait for nothing: jobs may be lost
     * @return whether it was made; if not, it is too early
     */
    public boolean step(KeyUse use, boolean now) {
        return keys.alone(() -> step(use, keys.ring(use), now));
    }

    /**
     * Makes the next step of a rotation that has begun, if it may be made; begins one if the current key is older than
     * {@code age}. A key of which nobody knows when it was made is.
     *
     * @return whether a step was made
     */
    public boolean stepIfOlder(KeyUse use, Duration age) {
        return keys.alone(() -> {
            KeyRing ring = keys.ring(use);
            boolean due = ring.step() == KeyRing.Step.PREPARE
                    ? isOlder(ring.notes().get(0), age)
                    : !isEarly(ring, use.times(settle));
            return due && step(use, ring, false);
        });
    }

    private boolean isOlder(KeyNote current, Duration age) {
        Instant created = current.created();
        return created == null || created.plus(age).isBefore(clock.instant());
    }

    private boolean isEarly(KeyRing ring, RotationTimes times) {
        return clock.instant().isBefore(ring.due(times));
    }

    private boolean step(KeyUse use, KeyRing ring, boolean now) {
        RotationTimes times = use.times(settle);
        if (!now && isEarly(ring, times)) {
            told.accept(use + ": too early; the next key may "
                    + (ring.step() == KeyRing.Step.PUBLISH ? "be published" : "become the current one")
                    + " from " + ring.due(times) + " on");
            return false;
        }
        KeyRing after = ring.next(clock.instant(), times);
        keys.replace(use, ring, after);
        told.accept(use + ": " + done(ring, after, times));
        return true;
    }

    private static String done(KeyRing before, KeyRing after, RotationTimes times) {
        return switch (before.step()) {
            case PREPARE ->
                "made " + id(after, KeyNote.Role.NEXT) + ", the next key, for who opens; once they all have it, from "
                        + after.due(times) + " on, it may be published";
            case PUBLISH ->
                "published " + id(after, KeyNote.Role.NEXT) + ", the next key, to who seals; from " + after.due(times)
                        + " on it may become the current one";
            case PROMOTE ->
                "made " + id(after, KeyNote.Role.CURRENT) + " the current key; " + id(before, KeyNote.Role.CURRENT)
                        + " is retired and needed until " + until(after, id(before, KeyNote.Role.CURRENT));
        };
    }

    private static String id(KeyRing ring, KeyNote.Role role) {
        return ring.notes().stream()
                .filter(note -> note.role() == role)
                .findFirst()
                .map(KeyNote::id)
                .orElseThrow();
    }

    private static Instant until(KeyRing ring, String id) {
        return ring.notes().stream()
                .filter(note -> note.id().equals(id))
                .findFirst()
                .map(KeyNote::until)
                .orElseThrow();
    }
}
