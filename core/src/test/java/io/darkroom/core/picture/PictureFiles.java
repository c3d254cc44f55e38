package io.darkroom.core.picture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The picture files of {@code infra/model/pictures.py}. */
final class PictureFiles {
    private static final Path FOLDER = Path.of("src", "test", "resources", "pictures");

    private PictureFiles() {}

    /** Those that are read. */
    static List<String> readable() {
        return names(FOLDER);
    }

    /** Whole files of kinds that are not read. */
    static List<String> refused() {
        return names(FOLDER.resolve("refused")).stream()
                .map(name -> "refused/" + name)
                .toList();
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] octets(String name) {
        try {
            return Files.readAllBytes(FOLDER.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
