package io.darkroom.diffusion.scheduler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a model's {@code scheduler_config.json} says.
 *
 * <p>As with diffusers' {@code from_config}, a scheduler may be made from the file of another: it reads the keys that it
 * knows, ignores the others, and takes its own default for a key that is missing or null. Immutable.
 */
public final class SchedulerConfig {
    /* Python writes an unbounded lambda_min_clipped as the bare word -Infinity, which is no JSON. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private final ObjectNode json;

    private SchedulerConfig(ObjectNode json) {
        this.json = json;
    }

    /**
     * Reads a {@code scheduler_config.json}.
     *
     * @throws IOException if it cannot be read or holds no JSON object; the message starts with the file's name
     */
    public static SchedulerConfig read(Path file) throws IOException {
        JsonNode json;
        try {
            json = JSON.readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw new IOException(file.getFileName() + ": not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IOException(file.getFileName() + ": cannot be read: " + e, e);
        }
        if (!json.isObject()) {
            throw new IOException(file.getFileName() + ": must hold a JSON object");
        }
        return of(json);
    }

    /**
     * Takes over a configuration already parsed.
     *
     * @throws IllegalArgumentException if it is no JSON object
     */
    public static SchedulerConfig of(JsonNode json) {
        if (!(json instanceof ObjectNode object)) {
            throw new IllegalArgumentException("a scheduler configuration must be a JSON object");
        }
        return new SchedulerConfig(object.deepCopy());
    }

    /** The same with {@code key} set to {@code value}, whatever it says of it. */
    SchedulerConfig with(String key, boolean value) {
        ObjectNode changed = json.deepCopy();
        return new SchedulerConfig(changed.put(key, value));
    }

    /** The same with {@code key} set to {@code value}, whatever it says of it. */
    SchedulerConfig with(String key, String value) {
        ObjectNode changed = json.deepCopy();
        return new SchedulerConfig(changed.put(key, value));
    }

    /** The same with {@code key} set to {@code value} unless it says something of it. */
    SchedulerConfig withDefault(String key, double value) {
        ObjectNode changed = json.deepCopy();
        return isAbsent(json.path(key)) ? new SchedulerConfig(changed.put(key, value)) : this;
    }

    /** The same with {@code key} set to {@code value} unless it says something of it. */
    SchedulerConfig withDefault(String key, String value) {
        return isAbsent(json.path(key)) ? with(key, value) : this;
    }

    boolean flag(String key, boolean otherwise) {
        JsonNode value = json.path(key);
        if (isAbsent(value)) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            throw unsupported(key, "true or false");
        }
        return value.booleanValue();
    }

    int integer(String key, int otherwise, int min, int max) {
        JsonNode value = json.path(key);
        if (isAbsent(value)) {
            return otherwise;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < min || value.intValue() > max) {
            throw unsupported(key, "a whole number " + min + ".." + max);
        }
        return value.intValue();
    }

    double number(String key, double otherwise) {
        JsonNode value = json.path(key);
        if (isAbsent(value)) {
            return otherwise;
        }
        if (!value.isNumber()) {
            throw unsupported(key, "a number");
        }
        return value.doubleValue();
    }

    String text(String key, String otherwise) {
        JsonNode value = json.path(key);
        if (isAbsent(value)) {
            return otherwise;
        }
        if (!value.isTextual()) {
            throw unsupported(key, "text");
        }
        return value.textValue();
    }

    Optional<float[]> numbers(String key) {
        JsonNode value = json.path(key);
        if (isAbsent(value)) {
            return Optional.empty();
        }
        if (!value.isArray()) {
            throw unsupported(key, "a list of numbers");
        }
        float[] numbers = new float[value.size()];
        for (int i = 0; i < numbers.length; i++) {
            if (!value.get(i).isNumber()) {
                throw unsupported(key, "a list of numbers");
            }
            numbers[i] = value.get(i).floatValue();
        }
        return Optional.of(numbers);
    }

    /** Refuses each of the options that is switched on. */
    void requireOff(String... keys) {
        for (String key : keys) {
            if (flag(key, false)) {
                throw unsupported(key, "false");
            }
        }
    }

    /** Refuses an option that is there at all. */
    void requireNone(String key) {
        if (!isAbsent(json.path(key))) {
            throw unsupported(key, "null");
        }
    }

    /** What to throw over the value of {@code key}. */
    IllegalArgumentException unsupported(String key, String supported) {
        String value = json.path(key).toString();
        String shown = value.length() <= 60 ? value : value.substring(0, 60) + "…";
        return new IllegalArgumentException(key + " must be " + supported + ", was " + shown);
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }
}
