package io.darkroom.api.config;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** JWKS files, {@code darkroom.keys.*}. */
@ConfigMapping(prefix = "darkroom.keys")
public interface KeyConfig {
    /** The workers' public keys: seals prompts. */
    Path worker();

    /** The API's key pairs: opens pictures on their way back. */
    Path delivery();

    /** The library's key pairs: opens pictures that are kept. */
    Path storage();
}
