package io.darkroom.local;

import io.darkroom.core.crypto.OpeningKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The keys of one data folder, made when they are first asked for: a pair each for the workers, for delivery and for
 * storage, and the password of the database. One file a key, for its owner alone.
 */
final class KeyFolder {
    private final Path folder;

    KeyFolder(Path folder) {
        this.folder = folder;
    }

    /** Makes the pairs that are not there yet. */
    void complete() {
        try {
            for (Pair pair : Pair.values()) {
                complete(pair);
            }
        } catch (IOException e) {
            throw new LocalFailure("cannot make keys in " + folder + ": " + Reason.of(e), e);
        }
    }

    /** The private file is written last: where it is, the public one is too. */
    private void complete(Pair pair) throws IOException {
        if (Files.exists(privateKeys(pair)) && Files.exists(publicKeys(pair))) {
            return;
        }
        OpeningKeys keys =
                Files.exists(privateKeys(pair)) ? OpeningKeys.read(privateKeys(pair)) : OpeningKeys.generate();
        keys.sealingKeys().write(publicKeys(pair));
        keys.write(privateKeys(pair));
    }

    /** A JWKS file to open with. */
    Path privateKeys(Pair pair) {
        return folder.resolve(pair.fileName + ".jwks");
    }

    /** A JWKS file to seal to. */
    Path publicKeys(Pair pair) {
        return folder.resolve(pair.fileName + ".pub.jwks");
    }

    /** The password of the database, the same for as long as the data folder lasts. */
    String databasePassword() {
        Path file = folder.resolve("postgres.password");
        try {
            if (!Files.exists(file)) {
                PrivateFiles.write(file, Secrets.random());
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new LocalFailure("cannot keep the database's password in " + file + ": " + Reason.of(e), e);
        }
    }

    /** Whether a first API key was made and shown; the key itself is nowhere. */
    boolean hasFirstApiKey() {
        return Files.exists(firstApiKeyMark());
    }

    /** Notes that it was. */
    void noteFirstApiKey() {
        try {
            PrivateFiles.write(firstApiKeyMark(), "");
        } catch (IOException e) {
            throw new LocalFailure("cannot write " + firstApiKeyMark() + ": " + Reason.of(e), e);
        }
    }

    private Path firstApiKeyMark() {
        return folder.resolve("first-api-key-was-shown");
    }

    /** Whose keys. */
    enum Pair {
        /** Prompts are sealed to the workers. */
        WORKER("worker"),
        /** Pictures on their way are sealed to the API. */
        DELIVERY("delivery"),
        /** Retained pictures are sealed to the library. */
        STORAGE("storage");

        private final String fileName;

        Pair(String fileName) {
            this.fileName = fileName;
        }
    }
}
