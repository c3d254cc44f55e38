package io.darkroom.local.keys;

import io.darkroom.core.crypto.KeyNote;
import io.darkroom.core.crypto.KeyRing;
import io.darkroom.core.crypto.OpeningKeys;
import io.darkroom.core.crypto.PictureSeal;
import io.darkroom.core.crypto.SealException;
import io.darkroom.core.crypto.SealingKeys;
import io.darkroom.core.crypto.SeedSeal;
import io.darkroom.core.privacy.PictureBytes;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Seals kept pictures, and their seeds, to the current storage key where they are sealed to older ones. What is sealed to its
 * owner's key is left alone. A row names its key, so what was done is not done again. Opened bytes are in this process's memory
 * alone, one picture at a time, and are overwritten.
 */
public final class ResealLibrary {
    private final KeyDirectory keys;
    private final KeptRows library;

    /** Of the rows in {@code library}, which are sealed to the storage keys among {@code keys}. */
    public ResealLibrary(KeyDirectory keys, KeptRows library) {
        this.keys = keys;
        this.library = library;
    }

    /** Goes through all of them; says how far it is. */
    public Report run(Progress progress) {
        KeyRing ring = keys.ring(KeyUse.STORAGE);
        OpeningKeys opening = ring.openingKeys();
        SealingKeys sealing = ring.sealingKeys();
        List<String> old = ids(ring, KeyNote.Role.RETIRED);
        Tally tally = new Tally(library.sealedTo(old), progress);
        library.replace(old, row -> sealedAnew(row, opening, sealing), tally::row);
        long foreign =
                library.sealedToOthers(ring.notes().stream().map(KeyNote::id).toList());
        return new Report(tally.sealed, foreign, tally.broken, library.sealedTo(old));
    }

    private static List<String> ids(KeyRing ring, KeyNote.Role role) {
        return ring.notes().stream()
                .filter(note -> note.role() == role)
                .map(KeyNote::id)
                .toList();
    }

    private static Optional<KeptRows.Row> sealedAnew(KeptRows.Row row, OpeningKeys opening, SealingKeys sealing) {
        try (PictureBytes picture = PictureSeal.open(opening, row.job(), row.number(), row.picture())) {
            return Optional.of(row.sealedTo(
                    sealing.currentKeyId(),
                    PictureSeal.seal(sealing, row.job(), row.number(), picture),
                    seed(row, opening, sealing)));
        } catch (SealException altered) {
            return Optional.empty();
        }
    }

    private static @Nullable String seed(KeptRows.Row row, OpeningKeys opening, SealingKeys sealing) {
        String sealed = row.seed();
        return sealed == null || !opening.areNamedBy(sealed)
                ? sealed
                : SeedSeal.seal(sealing, row.job(), SeedSeal.open(opening, row.job(), sealed));
    }

    /**
     * What was found.
     *
     * @param sealed pictures that are sealed to the current key since
     * @param foreign pictures that are sealed to keys of their owners
     * @param broken pictures that do not open, and are as they were
     * @param left pictures that are sealed to older keys still: these, and those that somebody else was busy with
     */
    public record Report(long sealed, long foreign, long broken, long left) {}

    /** Told how far it is. */
    @FunctionalInterface
    public interface Progress {
        /** So many of so many rows have been looked at. */
        void at(long done, long all);
    }

    private static final class Tally {
        private static final int STEP = 100;

        private final long all;
        private final Progress progress;
        private long sealed;
        private long broken;

        Tally(long all, Progress progress) {
            this.all = all;
            this.progress = progress;
        }

        void row(boolean changed) {
            if (changed) {
                sealed++;
            } else {
                broken++;
            }
            long done = sealed + broken;
            if (done % STEP == 0 || done == all) {
                progress.at(done, Math.max(done, all));
            }
        }
    }
}
