package io.darkroom.core.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import io.darkroom.core.crypto.SealRefused.Reason;
import io.darkroom.core.job.JobId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.Iterator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A prompt that a client sealed by itself, in the format of {@link PromptSeal}. Whoever takes it in looks at its header and
 * at the lengths of its parts, and has no key for more. Immutable.
 *
 * <p>The header must hold {@code alg, enc, kid, typ, jid} and {@code epk}, and may hold {@code mdl, exp, apu, apv}. Not
 * checked here, since only the workers can: whether it opens, and whether a prompt document is in it.
 */
public final class ClientSeal {
    static final int LONGEST_HEADER = 4096;
    private static final Set<String> MEMBERS =
            Set.of("alg", "enc", "kid", "typ", "jid", "mdl", "exp", "epk", "apu", "apv");
    /** In base64url: a wrapped key of 40 octets, a vector of 12, a tag of 16. */
    private static final int KEY_LENGTH = 54;

    private static final int VECTOR_LENGTH = 16;
    private static final int TAG_LENGTH = 22;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final SealedPrompt parts;
    private final @Nullable String model;
    private final @Nullable Instant expiry;

    private ClientSeal(SealedPrompt parts, @Nullable String model, @Nullable Instant expiry) {
        this.parts = parts;
        this.model = model;
        this.expiry = expiry;
    }

    /**
     * Takes a compact JWE apart that must be sealed for {@code job} and to one of {@code keys}.
     *
     * @throws SealRefused if it is not, or not in the one format
     */
    public static ClientSeal of(String compact, JobId job, SealingKeys keys) throws SealRefused {
        int[] dots = dots(compact);
        require(dots[0] <= LONGEST_HEADER, Reason.HEADER_TOO_LARGE);
        JsonNode header = header(compact.substring(0, dots[0]));
        requireMembers(header);
        require("ECDH-ES+A256KW".equals(text(header, "alg")), Reason.ALGORITHM);
        require("A256GCM".equals(text(header, "enc")), Reason.METHOD);
        require("darkroom-prompt".equals(text(header, "typ")), Reason.TYPE);
        require(job.toString().equals(text(header, "jid")), Reason.JOB);
        require(keys.have(text(header, "kid")), Reason.KEY_ID);
        requireEphemeralKey(header.path("epk"));
        requireLengths(compact, dots);
        return new ClientSeal(SealedPrompt.split(compact), model(header), expiry(header));
    }

    private static int[] dots(String compact) throws SealRefused {
        int[] dots = new int[4];
        int found = 0;
        for (int i = 0; i < compact.length(); i++) {
            char c = compact.charAt(i);
            if (c == '.') {
                require(found < dots.length, Reason.NOT_A_JWE);
                dots[found++] = i;
            } else {
                require(isBase64Url(c), Reason.NOT_A_JWE);
            }
        }
        require(found == dots.length, Reason.NOT_A_JWE);
        return dots;
    }

    private static boolean isBase64Url(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }

    private static JsonNode header(String base64) throws SealRefused {
        try {
            byte[] octets = Base64.getUrlDecoder().decode(base64);
            JsonNode header = JSON.readTree(
                    UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString());
            require(header.isObject(), Reason.NOT_A_JWE);
            return header;
        } catch (IOException | IllegalArgumentException notJson) {
            throw new SealRefused(Reason.NOT_A_JWE);
        }
    }

    private static void requireMembers(JsonNode header) throws SealRefused {
        require(!header.has("p2c") && !header.has("p2s"), Reason.PASSWORD);
        require(!header.has("zip"), Reason.COMPRESSED);
        for (Iterator<String> names = header.fieldNames(); names.hasNext(); ) {
            require(MEMBERS.contains(names.next()), Reason.UNKNOWN_MEMBER);
        }
    }

    /** Looked at here too, so that a client learns of it at once and not from a job that fails. */
    private static void requireEphemeralKey(JsonNode epk) throws SealRefused {
        try {
            ECKey key = ECKey.parse(JSON.writeValueAsString(epk));
            require(Curve.P_256.equals(key.getCurve()) && !key.isPrivate(), Reason.EPHEMERAL_KEY);
        } catch (ParseException | JsonProcessingException | RuntimeException notAPoint) {
            throw new SealRefused(Reason.EPHEMERAL_KEY);
        }
    }

    private static void requireLengths(String compact, int[] dots) throws SealRefused {
        require(dots[1] - dots[0] - 1 == KEY_LENGTH, Reason.NOT_A_JWE);
        require(dots[2] - dots[1] - 1 == VECTOR_LENGTH, Reason.NOT_A_JWE);
        require(compact.length() - dots[3] - 1 == TAG_LENGTH, Reason.NOT_A_JWE);
        int characters = dots[3] - dots[2] - 1;
        require(characters > 0 && characters % 4 != 1, Reason.NOT_A_JWE);
        long octets = characters * 3L / 4;
        require(octets % PromptSeal.PAD_BYTES == 0, Reason.UNPADDED);
    }

    private static @Nullable String model(JsonNode header) throws SealRefused {
        require(!header.has("mdl") || header.path("mdl").isTextual(), Reason.MODEL);
        return text(header, "mdl");
    }

    private static @Nullable Instant expiry(JsonNode header) throws SealRefused {
        if (!header.has("exp")) {
            return null;
        }
        JsonNode exp = header.path("exp");
        require(
                exp.isIntegralNumber()
                        && exp.canConvertToLong()
                        && exp.longValue() >= 0
                        && exp.longValue() <= Instant.MAX.getEpochSecond(),
                Reason.DEADLINE);
        return Instant.ofEpochSecond(exp.longValue());
    }

    private static @Nullable String text(JsonNode header, String member) {
        return header.path(member).textValue();
    }

    private static void require(boolean holds, Reason otherwise) throws SealRefused {
        if (!holds) {
            throw new SealRefused(otherwise);
        }
    }

    /**
     * Holds the job to what the header says of it.
     *
     * @throws SealRefused if that is another model
     */
    public void requireModel(String name) throws SealRefused {
        require(model == null || model.equals(name), Reason.MODEL);
    }

    /**
     * The job's deadline: {@code asked}, or the end of the seal if that comes first, for later no worker opens it.
     *
     * @throws SealRefused if the seal has ended at {@code now}
     */
    public Instant deadline(Instant asked, Instant now) throws SealRefused {
        if (expiry == null) {
            return asked;
        }
        require(expiry.isAfter(now), Reason.EXPIRED);
        return expiry.isBefore(asked) ? expiry : asked;
    }

    /** What was sent, in its two parts. */
    public SealedPrompt parts() {
        return parts;
    }
}
