package io.darkroom.core.crypto;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64URL;
import io.darkroom.core.crypto.SealRefused.Reason;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A client's public key, to which its pictures are sealed: a JWK (RFC 7517) of P-256. Its curve and its point count; whatever
 * {@code kid} it had, seals name it by its thumbprint (RFC 7638), so that it cannot pass for a key of ours. Immutable.
 */
public final class ResultKey {
    private static final int LONGEST = 2048;
    private static final String ALGORITHM = "ECDH-ES+A256KW";
    private static final JsonMapper JSON = new JsonMapper();

    private final ECKey key;

    private ResultKey(ECKey key) {
        this.key = key;
    }

    /**
     * Reads a JWK.
     *
     * @throws SealRefused if it is none, of another kind, not a point of its curve, or holds its private half
     */
    public static ResultKey parse(String jwk) throws SealRefused {
        if (jwk.length() > LONGEST) {
            throw new SealRefused(Reason.RESULT_KEY);
        }
        try {
            return of(JSON.readTree(jwk));
        } catch (JsonProcessingException notJson) {
            throw new SealRefused(Reason.RESULT_KEY);
        }
    }

    /** The public half of {@code own}, which must be {@link OpeningKeys#namedByThumbprint}. */
    public static ResultKey of(OpeningKeys own) {
        ECKey key = own.sealingKeys().current();
        return new ResultKey(new ECKey.Builder(Curve.P_256, key.getX(), key.getY())
                .keyID(key.getKeyID())
                .build());
    }

    private static ResultKey of(JsonNode jwk) throws SealRefused {
        require(jwk.isObject() && jwk.path("kty").isTextual(), Reason.RESULT_KEY);
        require(!jwk.has("d"), Reason.RESULT_KEY_PRIVATE);
        require(isOrIsAbsent(jwk, "use", "enc") && isOrIsAbsent(jwk, "alg", ALGORITHM), Reason.RESULT_KEY_KIND);
        require(
                "EC".equals(jwk.path("kty").textValue())
                        && Curve.P_256.getName().equals(jwk.path("crv").textValue()),
                Reason.RESULT_KEY_KIND);
        return new ResultKey(point(jwk.path("x").textValue(), jwk.path("y").textValue()));
    }

    private static ECKey point(@Nullable String x, @Nullable String y) throws SealRefused {
        require(x != null && y != null, Reason.RESULT_KEY);
        try {
            return new ECKey.Builder(
                            Curve.P_256,
                            new Base64URL(Objects.requireNonNull(x)),
                            new Base64URL(Objects.requireNonNull(y)))
                    .keyIDFromThumbprint()
                    .build();
        } catch (JOSEException | RuntimeException notAPoint) {
            throw new SealRefused(Reason.RESULT_KEY);
        }
    }

    private static boolean isOrIsAbsent(JsonNode jwk, String member, String value) {
        return !jwk.has(member) || value.equals(jwk.path(member).textValue());
    }

    private static void require(boolean holds, Reason otherwise) throws SealRefused {
        if (!holds) {
            throw new SealRefused(otherwise);
        }
    }

    /** To seal to it. */
    public SealingKeys sealingKeys() {
        return new SealingKeys(new JWKSet(key));
    }

    /** The key alone, as a JWK. */
    public String toJson() {
        return key.toJSONString();
    }
}
