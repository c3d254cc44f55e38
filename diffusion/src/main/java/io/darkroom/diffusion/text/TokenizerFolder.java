package io.darkroom.diffusion.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The files of a tokenizer folder; every complaint starts with the name of the file it is about. */
final class TokenizerFolder {
    private static final String VOCABULARY = "vocab.json";
    private static final String MERGES = "merges.txt";
    private static final String SPECIAL = "special_tokens_map.json";
    private static final String CONFIG = "tokenizer_config.json";
    private static final int CLIP_LENGTH = 77;
    private static final int LARGEST_LENGTH = 4096;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Map<String, Integer> vocabulary;
    private final JsonNode special;
    private final JsonNode config;

    TokenizerFolder(Path folder) throws IOException {
        this.folder = folder;
        vocabulary = readVocabulary();
        special = optional(SPECIAL);
        config = optional(CONFIG);
    }

    /** Symbol to id, ids from 0. */
    Map<String, Integer> vocabulary() {
        return vocabulary;
    }

    BytePairMerges merges() throws IOException {
        try {
            return new BytePairMerges(read(MERGES).lines().toList());
        } catch (IllegalArgumentException e) {
            throw new IOException(MERGES + ": " + e.getMessage(), e);
        }
    }

    int maxLength() throws IOException {
        JsonNode length = config.path("model_max_length");
        if (length.isMissingNode() || length.isNull()) {
            return CLIP_LENGTH;
        }
        if (!length.isIntegralNumber() || length.longValue() < 2 || length.longValue() > LARGEST_LENGTH) {
            throw new IOException(CONFIG + ": model_max_length must be a whole number 2.." + LARGEST_LENGTH);
        }
        return length.intValue();
    }

    /** The token that plays the part {@code key}: special_tokens_map.json before tokenizer_config.json. */
    String specialToken(String key, String otherwise) throws IOException {
        for (String file : new String[] {SPECIAL, CONFIG}) {
            JsonNode token = (file.equals(SPECIAL) ? special : config).path(key);
            if (token.isObject()) {
                token = token.path("content");
            }
            if (token.isTextual() && !token.textValue().isEmpty()) {
                return token.textValue();
            }
            if (!token.isMissingNode() && !token.isNull()) {
                throw new IOException(file + ": " + key + " must be text, or an object with a \"content\"");
            }
        }
        return otherwise;
    }

    /** Id of the token that plays the part {@code key}. */
    int idOf(String key, String otherwise) throws IOException {
        String token = specialToken(key, otherwise);
        Integer id = vocabulary.get(token);
        if (id == null) {
            throw new IOException(VOCABULARY + ": lacks the " + key + " " + token);
        }
        return id;
    }

    private Map<String, Integer> readVocabulary() throws IOException {
        JsonNode json = parse(VOCABULARY, read(VOCABULARY));
        Map<String, Integer> ids = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : json.properties()) {
            JsonNode id = entry.getValue();
            if (!id.isInt() || id.intValue() < 0) {
                throw new IOException(
                        VOCABULARY + ": the id of \"" + entry.getKey() + "\" is not a whole number from 0");
            }
            ids.put(entry.getKey(), id.intValue());
        }
        return Map.copyOf(ids);
    }

    private JsonNode optional(String name) throws IOException {
        return Files.exists(folder.resolve(name)) ? parse(name, read(name)) : JsonNodeFactory.instance.objectNode();
    }

    private String read(String name) throws IOException {
        try {
            return Files.readString(folder.resolve(name));
        } catch (NoSuchFileException e) {
            throw new IOException(name + ": missing", e);
        } catch (IOException e) {
            throw new IOException(name + ": cannot be read: " + e, e);
        }
    }

    private static JsonNode parse(String name, String text) throws IOException {
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IOException(name + ": not JSON: " + e.getOriginalMessage(), e);
        }
        if (!json.isObject()) {
            throw new IOException(name + ": must hold a JSON object");
        }
        return json;
    }
}
