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
import java.util.List;
import java.util.Map;

/** The files of a tokenizer folder; every complaint starts with the name of the file it is about. */
final class TokenizerFolder {
    private static final String VOCABULARY = "vocab.json";
    private static final String MERGES = "merges.txt";
    private static final String SPECIAL = "special_tokens_map.json";
    private static final String CONFIG = "tokenizer_config.json";
    /** The parts that a special token plays, in the order in which transformers reads them. */
    static final List<String> SPECIAL_KEYS = List.of("bos_token", "eos_token", "unk_token", "pad_token");

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
        if (isAbsent(length)) {
            return CLIP_LENGTH;
        }
        if (!length.isInt() || length.intValue() < 2 || length.intValue() > LARGEST_LENGTH) {
            throw new IOException(CONFIG + ": model_max_length must be a whole number 2.." + LARGEST_LENGTH);
        }
        return length.intValue();
    }

    /** The token that plays the part {@code key}: special_tokens_map.json before tokenizer_config.json. */
    String specialToken(String key, String otherwise) throws IOException {
        for (String file : new String[] {SPECIAL, CONFIG}) {
            JsonNode token = (file.equals(SPECIAL) ? special : config).path(key);
            if (isAbsent(token)) {
                continue;
            }
            JsonNode content = token.isObject() ? token.path("content") : token;
            if (!content.isTextual() || content.textValue().isEmpty()) {
                throw new IOException(file + ": " + key + " must be text, or an object with a \"content\"");
            }
            return content.textValue();
        }
        return otherwise;
    }

    /**
     * Whether {@code token} is found in any case. As transformers has it: what {@code added_tokens_decoder} says, else the
     * last part that the token plays; a token given as mere text is found only as it is written.
     */
    boolean isNormalized(String token) {
        for (JsonNode added : config.path("added_tokens_decoder")) {
            if (added.path("content").asText().equals(token)) {
                return added.path("normalized").asBoolean();
            }
        }
        boolean normalized = false;
        for (String key : SPECIAL_KEYS) {
            JsonNode part = isAbsent(special.path(key)) ? config.path(key) : special.path(key);
            JsonNode content = part.isObject() ? part.path("content") : part;
            if (content.asText().equals(token)) {
                normalized = part.path("normalized").asBoolean();
            }
        }
        return normalized;
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

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }
}
