package io.darkroom.worker.config;

import io.darkroom.core.crypto.OpeningKeys;
import io.darkroom.core.crypto.SealingKeys;
import jakarta.inject.Singleton;
import java.io.IOException;

/** The keys this worker was given: it opens prompts and seals pictures, and can open nothing that it sealed. */
@Singleton
public class Keys {
    private final OpeningKeys prompts;
    private final SealingKeys delivery;
    private final SealingKeys storage;

    /** Reads the files of {@link KeyConfig}. */
    public Keys(KeyConfig files) {
        try {
            prompts = OpeningKeys.read(files.worker());
            delivery = SealingKeys.read(files.delivery());
            storage = SealingKeys.read(files.storage());
        } catch (IOException e) {
            throw new StartRefused("darkroom.keys: " + e.getMessage());
        }
    }

    /** Opens prompts. */
    public OpeningKeys prompts() {
        return prompts;
    }

    /** Seals pictures on their way back. */
    public SealingKeys delivery() {
        return delivery;
    }

    /** Seals pictures that are kept. */
    public SealingKeys storage() {
        return storage;
    }
}
