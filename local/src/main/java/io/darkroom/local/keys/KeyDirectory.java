package io.darkroom.local.keys;

import io.darkroom.core.crypto.KeyRing;
import io.darkroom.core.crypto.OpeningKeys;
import io.darkroom.core.crypto.SigningKeys;
import io.darkroom.local.LocalFailure;
import io.darkroom.local.PrivateFiles;
import io.darkroom.local.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A folder of key files: {@code USE.jwks} with the key pairs and {@code USE.pub.jwks} with the public keys of each use, and
 * {@code destroyed}, a line for each key that is gone: when, of which use, its id. {@code destroying} has the same of keys that
 * are about to go.
 */
public final class KeyDirectory {
    private static final int LOCK_TRIES = 50;
    private static final Duration LOCK_PAUSE = Duration.ofMillis(100);

    private final Path folder;

    /** The files in {@code folder}, of which none need be there yet. */
    public KeyDirectory(Path folder) {
        this.folder = folder;
    }

    /** Makes the keys that are not there yet. */
    public void complete(Instant now) {
        alone(() -> {
            completeAlone(now);
            return now;
        });
    }

    private void completeAlone(Instant now) {
        try {
            for (KeyUse use : KeyUse.values()) {
                complete(use, now);
            }
            completeReceiptKeys();
        } catch (IOException e) {
            throw new LocalFailure("cannot make keys in " + folder + ": " + Reason.of(e), e);
        }
    }

    private void complete(KeyUse use, Instant now) throws IOException {
        if (!Files.exists(pairs(use))) {
            KeyRing made = KeyRing.generate(now);
            made.write(pairs(use), publicKeys(use), made);
        } else if (!Files.exists(publicKeys(use))) {
            OpeningKeys.read(pairs(use)).sealingKeys().write(publicKeys(use));
        }
    }

    private void completeReceiptKeys() throws IOException {
        Path published = folder.resolve("receipt.pub.jwks");
        if (!Files.exists(receiptKeys())) {
            SigningKeys made = SigningKeys.generate();
            made.verifyingKeys().write(published);
            made.write(receiptKeys());
        } else if (!Files.exists(published)) {
            SigningKeys.read(receiptKeys()).verifyingKeys().write(published);
        }
    }

    /** A JWKS file to sign receipts with; beside it lies one to verify them with. */
    public Path receiptKeys() {
        return folder.resolve("receipt.jwks");
    }

    /** A JWKS file to open with. */
    public Path pairs(KeyUse use) {
        return folder.resolve(use + ".jwks");
    }

    /** A JWKS file to seal to. */
    public Path publicKeys(KeyUse use) {
        return folder.resolve(use + ".pub.jwks");
    }

    /** The keys of one use. */
    public KeyRing ring(KeyUse use) {
        try {
            return KeyRing.read(pairs(use), publicKeys(use));
        } catch (IOException e) {
            throw new LocalFailure("the keys of " + use + " cannot be read: " + Reason.of(e), e);
        }
    }

    void replace(KeyUse use, KeyRing before, KeyRing after) {
        try {
            after.write(pairs(use), publicKeys(use), before);
        } catch (IOException e) {
            throw new LocalFailure("the keys of " + use + " cannot be written: " + Reason.of(e), e);
        }
    }

    /** Ids of keys that are gone, with when. */
    List<Destroyed> destroyed() {
        return lines(notes());
    }

    void note(Destroyed destroyed) {
        write(notes(), Stream.concat(destroyed().stream(), Stream.of(destroyed)).toList());
    }

    /** Ids of keys that were about to be destroyed, and may be gone. */
    List<Destroyed> intended() {
        return lines(intentions());
    }

    /** Says which keys are about to be destroyed, in place of what was said before. */
    void intend(List<Destroyed> keys) {
        if (!keys.isEmpty()) {
            write(intentions(), keys);
            return;
        }
        try {
            Files.deleteIfExists(intentions());
        } catch (IOException e) {
            throw new LocalFailure(intentions() + " cannot be deleted: " + Reason.of(e), e);
        }
    }

    private static List<Destroyed> lines(Path file) {
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream().map(Destroyed::parse).toList()
                    : List.of();
        } catch (IOException e) {
            throw new LocalFailure(file + " cannot be read: " + Reason.of(e), e);
        }
    }

    private static void write(Path file, List<Destroyed> lines) {
        try {
            PrivateFiles.write(file, lines.stream().map(line -> line + "\n").collect(Collectors.joining()));
        } catch (IOException e) {
            throw new LocalFailure(file + " cannot be written: " + Reason.of(e), e);
        }
    }

    /** Does something that nobody else may do to these files meanwhile; another process is waited for, since it is done soon. */
    <T> T alone(Supplier<T> action) {
        if (!Files.isDirectory(folder)) {
            throw new LocalFailure("there is no folder of keys at " + folder);
        }
        try (FileChannel file = FileChannel.open(
                folder.resolve(".lock"),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PrivateFiles.FILE)) {
            lock(file);
            eraseDrafts();
            return action.get();
        } catch (OverlappingFileLockException thisProcess) {
            throw busy();
        } catch (IOException e) {
            throw new LocalFailure("cannot lock the keys in " + folder + ": " + Reason.of(e), e);
        }
    }

    /** Whoever wrote them is gone: they may hold private keys that were destroyed since everywhere else. */
    private void eraseDrafts() {
        try {
            for (KeyUse use : KeyUse.values()) {
                KeyRing.eraseDrafts(pairs(use), publicKeys(use));
            }
        } catch (IOException e) {
            throw new LocalFailure("drafts of keys in " + folder + " cannot be erased: " + Reason.of(e), e);
        }
    }

    private void lock(FileChannel file) throws IOException {
        for (int tries = LOCK_TRIES; file.tryLock() == null; tries--) {
            if (tries == 0) {
                throw busy();
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOCK_PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalFailure("interrupted", e);
        }
    }

    private LocalFailure busy() {
        return new LocalFailure("somebody else is changing the keys in " + folder);
    }

    private Path notes() {
        return folder.resolve("destroyed");
    }

    private Path intentions() {
        return folder.resolve("destroying");
    }

    /** A key that is gone. */
    record Destroyed(Instant at, String use, String id) {
        static Destroyed parse(String line) {
            String[] parts = line.split(" ", 3);
            return new Destroyed(Instant.parse(parts[0]), parts[1], parts[2]);
        }

        @Override
        public String toString() {
            return at + " " + use + " " + id;
        }
    }
}
