package io.darkroom.diffusion.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One graph of a model folder as it lies on disk, with the files beside it that hold its weights: an ONNX file cannot exceed
 * 2 GB, and exporters put weights into a file of their own long before.
 *
 * @param file the graph, relative to the model folder
 * @param bytes size of all these files
 */
public record GraphFile(String file, long bytes) {
    private static final List<String> PARTS =
            List.of("text_encoder", "text_encoder_2", "unet", "vae_decoder", "vae_encoder");

    /** Where the graph of a part lies in a model folder. */
    public static String of(String part) {
        return part + "/model.onnx";
    }

    /**
     * Those that a model folder has.
     *
     * @throws ModelException as {@link #read}
     */
    public static List<GraphFile> all(Path folder) {
        return PARTS.stream()
                .map(GraphFile::of)
                .filter(file -> Files.isRegularFile(folder.resolve(file)))
                .map(file -> read(folder, file))
                .toList();
    }

    /**
     * Finds the files that a graph needs. The graph itself is not checked.
     *
     * @throws ModelException if the graph or weights are missing, weights are cut off, or lie outside of the graph's folder:
     *     nobody's model reads this machine's other files
     */
    public static GraphFile read(Path folder, String file) {
        Path graph = JsonFile.requireFile(folder, file);
        Path place = graph.resolveSibling("").normalize();
        Map<Path, Long> ends = new HashMap<>();
        for (ExternalData data : ExternalData.in(graph)) {
            ends.merge(locate(data, place, file), data.end(), Math::max);
        }
        try {
            long bytes = Files.size(graph);
            for (Map.Entry<Path, Long> weights : ends.entrySet()) {
                bytes += size(weights.getKey(), weights.getValue(), folder, graph);
            }
            return new GraphFile(file, bytes);
        } catch (IOException e) {
            throw new ModelException(file, "cannot be read, or weights of it");
        }
    }

    private static Path locate(ExternalData data, Path place, String file) {
        try {
            Path path = place.resolve(data.location()).normalize();
            if (!Path.of(data.location()).isAbsolute() && path.startsWith(place) && !path.equals(place)) {
                return path;
            }
        } catch (InvalidPathException e) {
            // As refused as a path to elsewhere.
        }
        throw outside(file, data.location());
    }

    private static long size(Path weights, long end, Path folder, Path graph) throws IOException {
        String file = relative(folder, graph);
        String name = relative(folder, weights);
        if (!Files.isRegularFile(weights)) {
            throw new ModelException(name, "is missing, which holds weights of " + file);
        }
        if (!liesWith(graph, weights)) {
            throw outside(file, name);
        }
        long size = Files.size(weights);
        if (size < end) {
            throw new ModelException(name, "is cut off: it has " + size + " bytes, but " + file + " reads " + end);
        }
        return size;
    }

    /** Whatever links lead to them; a cache that keeps each file of a model under another name has them in one folder, too. */
    private static boolean liesWith(Path graph, Path weights) throws IOException {
        Path real = weights.toRealPath();
        return real.startsWith(graph.resolveSibling("").toRealPath())
                || real.startsWith(graph.toRealPath().resolveSibling(""));
    }

    private static ModelException outside(String file, String location) {
        return new ModelException(file, "weights in \"" + location + "\" are outside of the graph's own folder");
    }

    private static String relative(Path folder, Path file) {
        return folder.normalize().relativize(file.normalize()).toString().replace('\\', '/');
    }
}
