package io.darkroom.diffusion.pipeline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The models that tests draw with, each loaded when first asked for and left to the end of the process: those in the folder
 * that {@code -Ddarkroom.models} names (absolute, or from the module's folder), the demo model, and the small random ones
 * among the test resources.
 */
public final class TestModels {
    private static final Path MODULE = Path.of(System.getProperty("basedir", "."));
    private static final Map<String, StableDiffusion> LOADED = new ConcurrentHashMap<>();

    private TestModels() {}

    public static boolean has(String name) {
        return places().stream().anyMatch(place -> Files.isDirectory(place.resolve(name)));
    }

    public static StableDiffusion get(String name) {
        return LOADED.computeIfAbsent(name, key -> StableDiffusion.load(folder(key), EngineSettings.defaults()));
    }

    public static Path folder(String name) {
        return places().stream()
                .map(place -> place.resolve(name))
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no model " + name + " in " + places()));
    }

    private static List<Path> places() {
        String named = System.getProperty("darkroom.models", "");
        Path own = MODULE.resolve("src/test/resources/models");
        Path demo = MODULE.resolve("../models").normalize();
        return named.isEmpty() ? List.of(demo, own) : List.of(MODULE.resolve(named), demo, own);
    }
}
