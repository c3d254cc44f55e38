package io.darkroom.local.keys;

import io.darkroom.core.crypto.KeyNote;
import io.darkroom.core.crypto.KeyRing;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Destroys retired keys that nobody needs any more. */
public final class RetireKeys {
    private final KeyDirectory keys;
    private final InstantSource clock;
    private final Optional<? extends KeptPictures> library;
    private final Consumer<String> told;

    /** Of {@code keys}; {@code library} is empty if it cannot be asked. Says what it did, and why it did not. */
    public RetireKeys(
            KeyDirectory keys, InstantSource clock, Optional<? extends KeptPictures> library, Consumer<String> told) {
        this.keys = keys;
        this.clock = clock;
        this.library = library;
        this.told = told;
    }

    /**
     * Destroys them, and says why not where one may still be needed.
     *
     * @param force whether to destroy that too: what is sealed to it never opens again
     * @return whether no retired key is left
     */
    public boolean retire(KeyUse use, boolean force) {
        return keys.alone(() -> {
            noteDestroyed();
            KeyRing ring = keys.ring(use);
            List<KeyNote> retired = retired(ring);
            List<KeyNote> needed = retired.stream()
                    .filter(note -> isNeeded(use, note, force ? "; destroyed nevertheless" : ""))
                    .toList();
            destroy(use, ring, retired.stream().filter(note -> force || !needed.contains(note)));
            return force || needed.isEmpty();
        });
    }

    private boolean isNeeded(KeyUse use, KeyNote note, String consequence) {
        Optional<String> need = need(use, note);
        need.ifPresent(reason -> told.accept(use + ": " + note.id() + " " + reason + consequence));
        return need.isPresent();
    }

    /** Destroys them, and says nothing of the others. */
    void retireDue(KeyUse use) {
        keys.alone(() -> {
            noteDestroyed();
            KeyRing ring = keys.ring(use);
            destroy(
                    use,
                    ring,
                    retired(ring).stream().filter(note -> need(use, note).isEmpty()));
            return ring;
        });
    }

    private static List<KeyNote> retired(KeyRing ring) {
        return ring.notes().stream()
                .filter(note -> note.role() == KeyNote.Role.RETIRED)
                .toList();
    }

    private Optional<String> need(KeyUse use, KeyNote note) {
        Instant until = note.until();
        if (until == null || clock.instant().isBefore(until)) {
            return Optional.of("is needed until " + until);
        }
        if (use != KeyUse.STORAGE) {
            return Optional.empty();
        }
        if (library.isEmpty()) {
            return Optional.of("may be what kept pictures are sealed to, and no library is there to ask");
        }
        long rows = library.get().sealedTo(List.of(note.id()));
        return rows == 0
                ? Optional.empty()
                : Optional.of("is what " + rows + " kept pictures are sealed to: reseal them");
    }

    private void destroy(KeyUse use, KeyRing ring, Stream<KeyNote> over) {
        List<String> ids = over.map(KeyNote::id).toList();
        if (ids.isEmpty()) {
            return;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        keys.intend(ids.stream()
                .map(id -> new KeyDirectory.Destroyed(now, use.toString(), id))
                .toList());
        keys.replace(use, ring, ring.without(ids));
        noteDestroyed();
    }

    /** Notes what was meant to be destroyed and is: also for one who was broken off after that. */
    private void noteDestroyed() {
        List<KeyDirectory.Destroyed> intended = keys.intended();
        if (intended.isEmpty()) {
            return;
        }
        List<KeyDirectory.Destroyed> noted = keys.destroyed();
        intended.stream().filter(key -> !noted.contains(key) && isGone(key)).forEach(key -> {
            keys.note(key);
            told.accept(key.use() + ": destroyed " + key.id() + " at " + key.at());
        });
        keys.intend(List.of());
    }

    private boolean isGone(KeyDirectory.Destroyed key) {
        return keys.ring(KeyUse.valueOf(key.use().toUpperCase(Locale.ROOT))).notes().stream()
                .noneMatch(note -> note.id().equals(key.id()));
    }
}
