package io.darkroom.bench.parts;

import java.nio.file.Path;
import java.util.Objects;

/** The model that the benchmarks take their files from; JMH hands nothing but properties to its forks. */
final class DemoModel {
    static final String PROPERTY = "darkroom.bench.model";
    static final int LATENT = 4 * 16 * 16;

    private DemoModel() {}

    static Path folder() {
        return Path.of(Objects.requireNonNull(System.getProperty(PROPERTY), PROPERTY));
    }
}
