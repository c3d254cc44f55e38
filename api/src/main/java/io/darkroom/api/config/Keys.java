package io.darkroom.api.config;

import io.darkroom.core.crypto.OpeningKeys;
import io.darkroom.core.crypto.SealingKeys;
import jakarta.inject.Singleton;
import java.io.IOException;

/** The keys this service was given: it seals prompts and cannot open them, and opens pictures that come back. */
@Singleton
public class Keys {
    private final SealingKeys prompts;
    private final OpeningKeys delivery;
    private final OpeningKeys storage;

    /** Reads the files of {@link KeyConfig}. */
    public Keys(KeyConfig files) {
        try {
            prompts = SealingKeys.read(files.worker());
            delivery = OpeningKeys.read(files.delivery());
            storage = OpeningKeys.read(files.storage());
        } catch (IOException e) {
            throw new StartRefused("darkroom.keys: " + e.getMessage());
        }
    }

    /** Seals prompts. */
    public SealingKeys prompts() {
        return prompts;
    }

    /** Opens pictures on their way back. */
    public OpeningKeys delivery() {
        return delivery;
    }

    /** Opens pictures that are kept. */
    public OpeningKeys storage() {
        return storage;
    }
}
