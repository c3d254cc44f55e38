package io.darkroom.diffusion.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/** One JSON object of a model folder; whatever is missing or of the wrong type is refused by file and key. */
final class JsonFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final JsonNode root;

    private JsonFile(String name, JsonNode root) {
        this.name = name;
        this.root = root;
    }

    static JsonFile read(Path folder, String name) {
        Path file = requireFile(folder, name);
        JsonNode root;
        try {
            root = JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new ModelException(name, "is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new ModelException(name, "cannot be read");
        }
        if (!root.isObject()) {
            throw new ModelException(name, "is not a JSON object");
        }
        return new JsonFile(name, root);
    }

    static Path requireFile(Path folder, String name) {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new ModelException(name, "is missing");
        }
        return file;
    }

    /** A whole number of at least 1. */
    int count(String key) {
        JsonNode value = required(key);
        if (!value.isInt()) {
            throw refused(key, "must be a whole number");
        }
        if (value.intValue() < 1) {
            throw refused(key, "must be at least 1, not " + value);
        }
        return value.intValue();
    }

    /** The length of a list that is not empty. */
    int length(String key) {
        JsonNode value = required(key);
        if (!value.isArray() || value.isEmpty()) {
            throw refused(key, "must be a list of at least one value");
        }
        return value.size();
    }

    float positive(String key) {
        double value = number(key).orElseThrow(() -> refused(key, "is missing"));
        if (value <= 0) {
            throw refused(key, "must be above 0, not " + value);
        }
        return (float) value;
    }

    /** A finite number, or empty if the key is missing or null. */
    OptionalDouble number(String key) {
        if (!root.hasNonNull(key)) {
            return OptionalDouble.empty();
        }
        JsonNode value = root.get(key);
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            throw refused(key, "must be a number");
        }
        return OptionalDouble.of(value.doubleValue());
    }

    /** A list of that many numbers. */
    float[] numbers(String key, int length) {
        JsonNode list = required(key);
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++) {
            if (list.size() != length || !list.path(i).isNumber()) {
                throw refused(key, "must be a list of " + length + " numbers");
            }
            numbers[i] = list.path(i).floatValue();
        }
        return numbers;
    }

    String text(String key) {
        JsonNode value = required(key);
        if (!value.isTextual()) {
            throw refused(key, "must be a string");
        }
        return value.textValue();
    }

    /** Whether the key is there and not null. */
    boolean isSet(String key) {
        return root.hasNonNull(key);
    }

    /** Whether the key holds that very string. */
    boolean hasText(String key, String text) {
        return root.path(key).asText().equals(text);
    }

    /** True or false, {@code otherwise} if the key is missing or null. */
    boolean flag(String key, boolean otherwise) {
        JsonNode value = root.path(key);
        if (isSet(key) && !value.isBoolean()) {
            throw refused(key, "must be true or false");
        }
        return value.asBoolean(otherwise);
    }

    /** Refuses a key that asks for something this engine does not do; missing and null are fine. */
    void refuseIfSet(String key) {
        if (root.hasNonNull(key)) {
            throw refused(key, root.get(key) + " is not supported");
        }
    }

    /** The class of a component in a {@code model_index.json}: empty if it is missing or {@code [null, null]}. */
    Optional<String> component(String key) {
        JsonNode type = root.path(key).path(1);
        return type.isTextual() ? Optional.of(type.textValue()) : Optional.empty();
    }

    ModelException refused(String key, String complaint) {
        return new ModelException(name, key + " " + complaint);
    }

    private JsonNode required(String key) {
        if (!root.hasNonNull(key)) {
            throw refused(key, "is missing");
        }
        return root.get(key);
    }
}
