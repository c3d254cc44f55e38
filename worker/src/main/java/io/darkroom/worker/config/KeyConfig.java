package io.darkroom.worker.config;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** JWKS files, {@code darkroom.keys.*}. */
@ConfigMapping(prefix = "darkroom.keys")
public interface KeyConfig {
    /** This fleet's key pairs: opens prompts. */
    Path worker();

    /** The API's public keys: seals pictures on their way back. */
    Path delivery();

    /** The library's public keys: seals pictures that are kept. */
    Path storage();
}
