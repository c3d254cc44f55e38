package io.darkroom.api.submit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.darkroom.api.problem.ErrorCode;
import io.darkroom.api.problem.ProblemException;
import io.darkroom.core.privacy.PictureBytes;
import io.darkroom.core.privacy.Prompt;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object, read one by one, each with its own complaint. Strict: no coercion, no duplicates, no unknown
 * names; null counts as left out. By hand, since a mapper's messages quote what was sent.
 */
final class JsonFields {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private static final Pattern DATA_URL =
            Pattern.compile("data:image/[a-z0-9.+-]{1,32};base64,", Pattern.CASE_INSENSITIVE);

    /** Names that are printed back are at most this long: a field's name is chosen by the caller too. */
    private static final int LONGEST_NAME = 32;

    private final JsonNode object;
    private final Set<String> known = new HashSet<>();
    private final List<PictureBytes> pictures = new ArrayList<>();

    private JsonFields(JsonNode object) {
        this.object = object;
    }

    static JsonFields parse(byte[] body) {
        JsonNode json = json(body);
        if (!json.isObject()) {
            throw ProblemException.of(ErrorCode.NOT_AN_OBJECT, "The body must be a JSON object");
        }
        return new JsonFields(json);
    }

    /** Read piece by piece: a body with a picture in it would be a text of megabytes. */
    private static JsonNode json(byte[] body) {
        try (Reader text = new InputStreamReader(new ByteArrayInputStream(body), UTF_8.newDecoder())) {
            return JSON.readTree(text);
        } catch (CharacterCodingException e) {
            throw ProblemException.of(ErrorCode.NOT_UTF8, "The body must be UTF-8");
        } catch (JsonProcessingException e) {
            throw ProblemException.of(
                    ErrorCode.NOT_JSON,
                    "The body must be one JSON value (RFC 8259) without duplicate names" + place(e.getLocation()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Nowhere, if a limit of the parser was met: of depth, say, or of a number's digits. */
    private static String place(@Nullable JsonLocation location) {
        return location == null
                ? ", not deeply nested and without endless numbers"
                : "; it is not at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    Prompt requiredPrompt(String field) {
        String text = text(field);
        if (text == null || text.isBlank()) {
            throw ProblemException.ofField(
                    ErrorCode.FIELD_REQUIRED, field, "\"" + field + "\" is required and must not be blank");
        }
        return promptOf(field, text);
    }

    Prompt prompt(String field) {
        String text = text(field);
        return text == null ? Prompt.empty() : promptOf(field, text);
    }

    private static Prompt promptOf(String field, String text) {
        if (text.length() > Prompt.MAX_LENGTH) {
            throw ProblemException.ofField(
                    ErrorCode.TOO_LONG, field, "\"" + field + "\" has at most " + Prompt.MAX_LENGTH + " characters");
        }
        if (!UTF_8.newEncoder().canEncode(text)) {
            throw ProblemException.ofField(
                    ErrorCode.INVALID_TEXT, field, "\"" + field + "\" has half of a surrogate pair");
        }
        return Prompt.of(text);
    }

    /** A name that is looked up, never printed. */
    @Nullable
    String word(String field) {
        return text(field);
    }

    private @Nullable String text(String field) {
        JsonNode node = take(field);
        if (node == null) {
            return null;
        }
        return require(node.isTextual(), field, "a string") ? node.textValue() : null;
    }

    @Nullable
    Long integer(String field) {
        JsonNode node = take(field);
        if (node == null) {
            return null;
        }
        require(node.isIntegralNumber(), field, "a whole number");
        if (!node.canConvertToLong()) {
            throw ProblemException.ofField(
                    ErrorCode.OUT_OF_RANGE, field, "\"" + field + "\" must be at most " + Long.MAX_VALUE);
        }
        return node.longValue();
    }

    @Nullable
    Double decimal(String field) {
        JsonNode node = take(field);
        if (node == null) {
            return null;
        }
        require(node.isNumber(), field, "a number");
        return node.doubleValue();
    }

    @Nullable
    Boolean flag(String field) {
        JsonNode node = take(field);
        if (node == null) {
            return null;
        }
        require(node.isBoolean(), field, "true or false");
        return node.booleanValue();
    }

    <E> @Nullable E choice(String field, E[] values, Function<E, String> name) {
        String text = text(field);
        if (text == null) {
            return null;
        }
        return Arrays.stream(values)
                .filter(value -> name.apply(value).equals(text))
                .findFirst()
                .orElseThrow(() -> ProblemException.ofField(
                        ErrorCode.NOT_ONE_OF,
                        field,
                        "\"" + field + "\" must be one of "
                                + Arrays.stream(values).map(name).collect(Collectors.joining(", "))));
    }

    /** A picture file in base64, with or without what a data URL has before it; null if there is none. */
    @Nullable
    PictureBytes picture(String field) {
        String text = text(field);
        if (text == null) {
            return null;
        }
        try {
            String base64 = text.substring(DATA_URL.matcher(text).lookingAt() ? text.indexOf(',') + 1 : 0);
            PictureBytes picture = PictureBytes.takingOver(Base64.getDecoder().decode(base64));
            pictures.add(picture);
            return picture;
        } catch (IllegalArgumentException e) {
            throw ProblemException.ofField(
                    ErrorCode.INVALID_BASE64,
                    field,
                    "\"" + field + "\" must be a picture file itself, in base64 (RFC 4648, section 4) without line"
                            + " breaks; no address is fetched");
        }
    }

    /** The pictures that have been read so far. */
    List<PictureBytes> pictures() {
        return List.copyOf(pictures);
    }

    /** An object, as JSON; null if there is none. */
    @Nullable
    String object(String field) {
        JsonNode node = take(field);
        if (node == null) {
            return null;
        }
        require(node.isObject(), field, "an object");
        return node.toString();
    }

    /** Whether a field is there, and is not null. */
    boolean has(String field) {
        return object.hasNonNull(field);
    }

    /** Refuses what has not been asked for by name. */
    void refuseOthers() {
        Iterator<String> names = object.fieldNames();
        while (names.hasNext()) {
            String name = names.next();
            if (!known.contains(name)) {
                throw unknown(name);
            }
        }
    }

    /** Its name is told so that it can be mended, unless it looks like a text that slipped into the wrong place. */
    private static ProblemException unknown(String name) {
        boolean plain = name.length() <= LONGEST_NAME && name.chars().allMatch(c -> c == '_' || isLetterOrDigit(c));
        return plain
                ? ProblemException.ofField(ErrorCode.UNKNOWN_FIELD, name, "There is no field \"" + name + "\"")
                : ProblemException.of(ErrorCode.UNKNOWN_FIELD, "There is a field whose name is not known");
    }

    private static boolean isLetterOrDigit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private @Nullable JsonNode take(String field) {
        known.add(field);
        JsonNode node = object.get(field);
        return node == null || node.isNull() ? null : node;
    }

    private static boolean require(boolean holds, String field, String what) {
        if (!holds) {
            throw ProblemException.ofField(ErrorCode.WRONG_TYPE, field, "\"" + field + "\" must be " + what);
        }
        return true;
    }
}
