package io.darkroom.local.check;

import io.darkroom.local.LocalFailure;
import io.darkroom.local.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which folders a check is about. */
final class CheckPlaces {
    private static final String INDEX = "model_index.json";
    private static final String GOLDEN = "golden";

    private CheckPlaces() {}

    /** The model folders in {@code folder}, by name; {@code folder} itself if it is one or holds none. */
    static List<Path> models(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new LocalFailure("the folder " + folder + " does not exist");
        }
        if (Files.exists(folder.resolve(INDEX))) {
            return List.of(folder);
        }
        try (Stream<Path> inside = Files.list(folder)) {
            List<Path> models = inside.filter(path -> Files.exists(path.resolve(INDEX)))
                    .sorted()
                    .toList();
            return models.isEmpty() ? List.of(folder) : models;
        } catch (IOException e) {
            throw new LocalFailure("cannot list " + folder + ": " + Reason.of(e), e);
        }
    }

    /** {@code golden/} in the folder, beside it, or beside the folder that it lies in. */
    static Optional<Path> golden(Path folder) {
        return Stream.iterate(folder.toAbsolutePath().normalize(), path -> path != null, Path::getParent)
                .limit(3)
                .map(path -> path.resolve(GOLDEN))
                .filter(Files::isDirectory)
                .findFirst();
    }
}
