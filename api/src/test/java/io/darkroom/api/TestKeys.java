package io.darkroom.api;

import io.darkroom.api.config.KeyConfig;
import io.darkroom.api.config.Keys;
import io.darkroom.core.crypto.OpeningKeys;
import io.darkroom.core.crypto.SigningKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Fresh keys for one run of the tests, both halves of each. */
public final class TestKeys {
    /** What workers open prompts with; the API has the public half alone. */
    public static final OpeningKeys WORKER = OpeningKeys.generate();

    /** What the API opens pictures with. */
    public static final OpeningKeys DELIVERY = OpeningKeys.generate();

    /** What the API opens kept pictures with. */
    public static final OpeningKeys STORAGE = OpeningKeys.generate();

    /** What deletion receipts are signed with. */
    public static final SigningKeys RECEIPT = SigningKeys.generate();

    /** The keys as the API is given them. */
    public static final Keys API = api();

    private TestKeys() {}

    private static Keys api() {
        try {
            Path folder = Files.createTempDirectory("keys");
            WORKER.sealingKeys().write(folder.resolve("worker"));
            DELIVERY.write(folder.resolve("delivery"));
            STORAGE.write(folder.resolve("storage"));
            RECEIPT.write(folder.resolve("receipt"));
            Keys keys = new Keys(new Folder(folder));
            for (String file : new String[] {"worker", "delivery", "storage", "receipt"}) {
                Files.delete(folder.resolve(file));
            }
            Files.delete(folder);
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Folder(Path path) implements KeyConfig {
        @Override
        public Path worker() {
            return path.resolve("worker");
        }

        @Override
        public Path delivery() {
            return path.resolve("delivery");
        }

        @Override
        public Path storage() {
            return path.resolve("storage");
        }

        @Override
        public Duration lookEvery() {
            return Duration.ofDays(1);
        }

        @Override
        public Path receipt() {
            return path.resolve("receipt");
        }
    }
}
