package io.darkroom.diffusion.pipeline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The project's own models, each loaded when first asked for and left to the end of the process. */
public final class TestModels {
    private static final Path MODULE = Path.of(System.getProperty("basedir", "."));
    private static final Map<Path, StableDiffusion> LOADED = new ConcurrentHashMap<>();

    private TestModels() {}

    public static StableDiffusion get(String name) {
        return get(folder(name));
    }

    /** The same for a model that is not the project's own. */
    static StableDiffusion get(Path folder) {
        return LOADED.computeIfAbsent(folder, key -> StableDiffusion.load(key, EngineSettings.defaults()));
    }

    /** The demo model's, or that of a small random one among the test resources. */
    public static Path folder(String name) {
        Path demo = MODULE.resolve("../models").normalize().resolve(name);
        return Files.isDirectory(demo)
                ? demo
                : MODULE.resolve("src/test/resources/models").resolve(name);
    }
}
