package io.darkroom.worker.config;

import io.darkroom.core.crypto.KeyFile;
import io.darkroom.core.crypto.OpeningKeys;
import io.darkroom.core.crypto.SealedPrompt;
import io.darkroom.core.crypto.SealingKeys;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;

/**
 * The keys this worker was given, as their files hold them now: it opens prompts and seals pictures, and can open nothing that
 * it sealed. Who does two things with the same keys asks for them once.
 */
@Singleton
public class Keys {
    private final KeyFile<OpeningKeys> prompts;
    private final KeyFile<SealingKeys> delivery;
    private final KeyFile<SealingKeys> storage;

    /** Reads the files of {@link KeyConfig}. */
    public Keys(KeyConfig files) {
        try {
            prompts = KeyFile.ofPairs("worker", files.worker());
            delivery = KeyFile.ofPublicKeys("delivery", files.delivery());
            storage = KeyFile.ofPublicKeys("storage", files.storage());
            KeyFile.keepApart(delivery, prompts);
            KeyFile.keepApart(storage, prompts);
        } catch (IOException e) {
            throw new StartRefused("darkroom.keys: " + e.getMessage());
        }
    }

    /** Opens {@code sealed}, if the key that it names is there; it may have come a moment ago. */
    public OpeningKeys prompts(SealedPrompt sealed) {
        OpeningKeys now = prompts.keys();
        return now.areNamedBy(sealed.body()) ? now : prompts.keysAfterALook();
    }

    /** Seals pictures on their way back. */
    public SealingKeys delivery() {
        return delivery.keys();
    }

    /** Seals pictures that are kept. */
    public SealingKeys storage() {
        return storage.keys();
    }

    List<KeyFile<?>> files() {
        return List.of(prompts, delivery, storage);
    }
}
