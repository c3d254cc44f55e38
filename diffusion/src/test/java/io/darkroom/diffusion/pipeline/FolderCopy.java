package io.darkroom.diffusion.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A copy of a model to be damaged, the demo model or another; its files are hard links where the file system can, and are replaced, never written to. */
final class FolderCopy {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    FolderCopy(Path parent) {
        this(parent, DemoModel.folder());
    }

    FolderCopy(Path parent, Path original) {
        folder = parent.resolve(String.valueOf(original.getFileName()));
        try (Stream<Path> files = Files.walk(original)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            for (Path file : all) {
                Path copy = path(original.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                linkOrCopy(copy, file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void linkOrCopy(Path copy, Path file) throws IOException {
        try {
            Files.createLink(copy, file);
        } catch (IOException | UnsupportedOperationException e) {
            Files.copy(file, copy);
        }
    }

    StableDiffusion load() {
        return StableDiffusion.load(folder, EngineSettings.defaults());
    }

    Path folder() {
        return folder;
    }

    Path path(String file) {
        return folder.resolve(file);
    }

    FolderCopy delete(String file) {
        try {
            Files.delete(path(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    FolderCopy write(String file, byte[] content) {
        delete(file);
        try {
            Files.write(path(file), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Cuts a file off after {@code length} bytes. */
    FolderCopy truncate(String file, int length) {
        return write(file, Arrays.copyOf(bytes(file), length));
    }

    FolderCopy replace(String file, String other) {
        return write(file, bytes(other));
    }

    /** Sets a key of a JSON file. */
    FolderCopy set(String file, String key, String json) {
        ObjectNode object = object(file);
        try {
            object.set(key, JSON.readTree(json));
            return write(file, JSON.writeValueAsBytes(object));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes a key of a JSON file. */
    FolderCopy unset(String file, String key) {
        ObjectNode object = object(file);
        object.remove(key);
        return write(file, object.toString().getBytes(StandardCharsets.UTF_8));
    }

    private ObjectNode object(String file) {
        try {
            JsonNode root = JSON.readTree(bytes(file));
            return (ObjectNode) root;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] bytes(String file) {
        try {
            return Files.readAllBytes(path(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
