package io.darkroom.worker.model;

import io.darkroom.core.wire.Topics;
import io.darkroom.worker.config.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folders of the models folder. */
final class ModelFolders {
    private ModelFolders() {}

    /** All but those whose name starts with a dot; refuses to start if there is none or one has a name that no model may have. */
    static List<Path> in(Path root) {
        try (Stream<Path> entries = Files.list(root)) {
            List<Path> folders = entries.filter(Files::isDirectory)
                    .filter(folder -> !folder.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
            if (folders.isEmpty()) {
                throw new StartRefused("darkroom.worker.models: no model folder in " + root);
            }
            folders.forEach(ModelFolders::checkName);
            return folders;
        } catch (IOException e) {
            throw new StartRefused("darkroom.worker.models: " + root + " cannot be read");
        }
    }

    private static void checkName(Path folder) {
        String name = folder.getFileName().toString();
        if (!Topics.isModelName(name)) {
            throw new StartRefused("model folder \"" + name + "\": a model's name is 1..63 of a-z 0-9 . _ -");
        }
    }
}
