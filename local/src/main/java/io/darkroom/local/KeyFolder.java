package io.darkroom.local;

import io.darkroom.local.keys.KeyDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The secrets of one data folder, for its owner alone: key pairs, the password of the database, made when first asked for. */
final class KeyFolder {
    private final Path folder;
    private final KeyDirectory directory;

    KeyFolder(Path folder) {
        this.folder = folder;
        this.directory = new KeyDirectory(folder);
    }

    /** The key pairs, as files. */
    KeyDirectory directory() {
        return directory;
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
}
