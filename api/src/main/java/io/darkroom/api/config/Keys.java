package io.darkroom.api.config;

import io.darkroom.core.crypto.KeyFile;
import io.darkroom.core.crypto.OpeningKeys;
import io.darkroom.core.crypto.SealingKeys;
import io.darkroom.core.crypto.SigningKeys;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;

/**
 * The keys this service was given, as their files hold them now: it seals prompts and cannot open them, and opens pictures that
 * come back. Who does two things with the same keys asks for them once.
 */
@Singleton
public class Keys {
    private final KeyFile<SealingKeys> prompts;
    private final KeyFile<OpeningKeys> delivery;
    private final KeyFile<OpeningKeys> storage;
    private final SigningKeys receipts;

    /** Reads the files of {@link KeyConfig}. */
    public Keys(KeyConfig files) {
        try {
            prompts = KeyFile.ofPublicKeys("worker", files.worker());
            delivery = KeyFile.ofPairs("delivery", files.delivery());
            storage = KeyFile.ofPairs("storage", files.storage());
            KeyFile.keepApart(prompts, delivery);
            KeyFile.keepApart(prompts, storage);
            receipts = SigningKeys.read(files.receipt());
        } catch (IOException e) {
            throw new StartRefused("darkroom.keys: " + e.getMessage());
        }
    }

    /** Seals prompts. */
    public SealingKeys prompts() {
        return prompts.keys();
    }

    /** Opens pictures on their way back. */
    public OpeningKeys delivery() {
        return delivery.keys();
    }

    /** Opens {@code sealed}, a picture on its way back, if it is sealed to a key of this service's, which may have come a moment ago. */
    public OpeningKeys delivery(String sealed) {
        return naming(sealed, delivery);
    }

    /** The same for a picture that is kept. */
    public OpeningKeys storage(String sealed) {
        return naming(sealed, storage);
    }

    private static OpeningKeys naming(String sealed, KeyFile<OpeningKeys> file) {
        OpeningKeys now = file.keys();
        return now.areNamedBy(sealed) ? now : file.keysAfterALook();
    }

    List<KeyFile<?>> files() {
        return List.of(prompts, delivery, storage);
    }

    /** Signs deletion receipts. */
    public SigningKeys receipts() {
        return receipts;
    }
}
