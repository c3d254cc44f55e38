package io.darkroom.worker.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** JWKS files, {@code darkroom.keys.*}. */
@ConfigMapping(prefix = "darkroom.keys")
public interface KeyConfig {
    /** This fleet's key pairs: opens prompts. */
    Path worker();

    /** The API's public keys: seals pictures on their way back. */
    Path delivery();

    /** The library's public keys: seals pictures that are kept. */
    Path storage();

    /** How often it is looked whether the files hold something else. */
    @WithDefault("PT5S")
    Duration lookEvery();
}
