package io.darkroom.diffusion.golden;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The recordings that Darkroom is held to: test resources {@code golden/}, or the folder that {@code -Ddarkroom.golden}
 * names (absolute, or from the module's folder).
 */
public final class Golden {
    private static final String PROPERTY = "darkroom.golden";

    /* Python writes an unbounded setting as the bare word -Infinity, which is no JSON. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private Golden() {}

    /** The folder of the recordings, which exists. */
    public static Path folder() {
        String named = System.getProperty(PROPERTY, "");
        Path folder = named.isEmpty() ? resources() : Path.of(named).toAbsolutePath();
        if (!Files.isDirectory(folder)) {
            throw new AssertionError("no folder of recordings at " + folder + " (-D" + PROPERTY + ")");
        }
        return folder;
    }

    /** One recording, by its path in the folder. */
    public static JsonNode read(String relative) {
        Path file = folder().resolve(relative);
        try {
            return JSON.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /**
     * Names without {@code .json} of the recordings in {@code subfolder}, sorted; none if there is no such folder.
     *
     * @param subfolder {@code schedulers} or {@code pictures}
     */
    public static List<String> names(String subfolder) {
        Path folder = folder().resolve(subfolder);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    /** The values of a recorded {@code {"shape", "data"}}, row-major. */
    public static float[] tensor(JsonNode tensor) {
        JsonNode data = tensor.path("data");
        if (!data.isArray()) {
            throw new AssertionError("not a recorded tensor: no list \"data\"");
        }
        float[] values = new float[data.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = data.get(i).floatValue();
        }
        return values;
    }

    /** Largest absolute value of {@code tensor}; 0 for none. */
    public static float largest(float[] tensor) {
        float largest = 0;
        for (float value : tensor) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    /**
     * Fails unless every value is within {@code bound} of the recorded one; NaN never is.
     *
     * @param what what is compared, with the step if there are several: the failure starts with it
     * @param bound largest difference allowed, absolute
     */
    public static void assertWithin(double bound, float[] actual, float[] expected, String what) {
        if (actual.length != expected.length) {
            throw new AssertionError(what + ": " + actual.length + " values, recorded are " + expected.length);
        }
        int outside = 0;
        int worst = -1;
        double worstDifference = -1;
        for (int i = 0; i < actual.length; i++) {
            double difference = difference(actual[i], expected[i]);
            if (difference > bound) {
                outside++;
            }
            if (difference > worstDifference) {
                worst = i;
                worstDifference = difference;
            }
        }
        if (outside > 0) {
            throw new AssertionError(String.format(
                    Locale.ROOT,
                    "%s: %d of %d values differ by more than %.3g; the worst is at %d: %.9g, recorded %.9g",
                    what,
                    outside,
                    actual.length,
                    bound,
                    worst,
                    actual[worst],
                    expected[worst]));
        }
    }

    /** Fails unless every value is within {@code share} of the recorded tensor's largest value. */
    public static void assertWithinShare(double share, float[] actual, float[] expected, String what) {
        assertWithin(share * largest(expected), actual, expected, what);
    }

    private static double difference(float actual, float expected) {
        double difference = Math.abs((double) actual - expected);
        return Float.compare(actual, expected) == 0
                ? 0
                : Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
    }

    private static Path resources() {
        URL golden = Golden.class.getResource("/golden");
        if (golden == null) {
            throw new AssertionError("test resources have no folder golden");
        }
        try {
            return Path.of(golden.toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
