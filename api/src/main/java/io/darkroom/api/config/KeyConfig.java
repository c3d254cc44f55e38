package io.darkroom.api.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** JWKS files, {@code darkroom.keys.*}. */
@ConfigMapping(prefix = "darkroom.keys")
public interface KeyConfig {
    /** The workers' public keys: seals prompts. */
    Path worker();

    /** The API's key pairs: opens pictures on their way back. */
    Path delivery();

    /** The library's key pairs: opens pictures that are kept. */
    Path storage();

    /** The API's key pairs for signatures: signs deletion receipts. */
    Path receipt();

    /** How often it is looked whether the files hold something else. */
    @WithDefault("PT5S")
    Duration lookEvery();
}
