package io.darkroom.diffusion.golden;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The models that recordings were made with: those in the folder that {@code -Ddarkroom.models} names (absolute, or from the
 * module's folder), and for what it has not got, the project's own: the demo model and the small random ones.
 */
public final class GoldenModels {
    private static final String PROPERTY = "darkroom.models";
    private static final Path MODULE = Path.of(System.getProperty("basedir", "."));

    private GoldenModels() {}

    /** The folder of a model; fails if there is none, since its recordings would then hold nothing. */
    public static Path folder(String name) {
        return folder(name, places());
    }

    static Path folder(String name, List<Path> places) {
        return places.stream()
                .map(place -> place.resolve(name))
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "no model \"" + name + "\" in " + places + "; name its folder with -D" + PROPERTY));
    }

    private static List<Path> places() {
        List<Path> places = new ArrayList<>();
        String named = System.getProperty(PROPERTY, "");
        if (!named.isEmpty()) {
            Path folder = MODULE.resolve(named);
            if (!Files.isDirectory(folder)) {
                throw new AssertionError("no folder of models at " + folder + " (-D" + PROPERTY + ")");
            }
            places.add(folder);
        }
        places.add(MODULE.resolve("../models").normalize());
        places.add(MODULE.resolve("src/test/resources/models"));
        return places;
    }
}
