package io.darkroom.core.crypto;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.Header;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.darkroom.core.job.JobId;
import java.text.ParseException;
import java.util.Map;

/**
 * The one JWE profile of Darkroom (RFC 7516, compact): {@code alg} ECDH-ES+A256KW on P-256, {@code enc} A256GCM,
 * {@code kid}, {@code typ} and {@code jid} required, no {@code zip}.
 *
 * <p>Key agreement wraps a random content key, so the content key exists nowhere but in {@code encrypted_key}: without that
 * part even the private key opens nothing. Plain ECDH-ES would not do, since there the content key follows from {@code epk}.
 */
final class Jwe {
    private static final JWEAlgorithm ALGORITHM = JWEAlgorithm.ECDH_ES_A256KW;
    private static final EncryptionMethod METHOD = EncryptionMethod.A256GCM;
    private static final String JOB = "jid";

    private Jwe() {}

    /** Seals {@code plaintext} to the current key; {@code claims} join the protected header. */
    static String seal(SealingKeys keys, String type, JobId job, Map<String, Object> claims, byte[] plaintext) {
        return sealed(keys, type, job, claims, plaintext).serialize();
    }

    /** The same in two parts, which are not put together first: a picture may be in it. */
    static SealedPrompt sealInParts(
            SealingKeys keys, String type, JobId job, Map<String, Object> claims, byte[] plaintext) {
        JWEObject jwe = sealed(keys, type, job, claims, plaintext);
        return new SealedPrompt(
                jwe.getEncryptedKey().toString(),
                jwe.getHeader().toBase64URL() + ".." + jwe.getIV() + "." + jwe.getCipherText() + "."
                        + jwe.getAuthTag());
    }

    private static JWEObject sealed(
            SealingKeys keys, String type, JobId job, Map<String, Object> claims, byte[] plaintext) {
        Agreement agreement = keys.agreement();
        JWEHeader.Builder header = new JWEHeader.Builder(ALGORITHM, METHOD)
                .keyID(keys.currentKeyId())
                .ephemeralPublicKey(agreement.ephemeral())
                .type(new JOSEObjectType(type))
                .customParam(JOB, job.toString());
        claims.forEach(header::customParam);
        JWEObject jwe = new JWEObject(header.build(), new Payload(plaintext));
        try {
            jwe.encrypt(new AgreedEncrypter(agreement));
        } catch (JOSEException e) {
            throw new SealException("cannot seal");
        }
        return jwe;
    }

    /**
     * Opens what {@link #seal} made for this type and job.
     *
     * @throws SealException if anything about it is not as required; what, is not told
     */
    static Opened open(OpeningKeys keys, String type, JobId job, String compact) {
        try {
            JWEObject jwe = JWEObject.parse(compact);
            JWEHeader header = jwe.getHeader();
            ECKey key = requiredKey(keys, type, job, header);
            jwe.decrypt(new AgreedDecrypter(keys.agreement((ECKey) header.getEphemeralPublicKey(), key)));
            return new Opened(header.getCustomParams(), jwe.getPayload().toBytes());
        } catch (ParseException | JOSEException | RuntimeException e) {
            // RuntimeException too: a header without "enc" makes the parser throw a NullPointerException.
            throw new SealException("cannot open");
        }
    }

    /**
     * The {@code kid} that a compact JWE names in its header, of which nothing else is looked at: to read its {@code epk} too
     * takes longer than all the rest.
     *
     * @throws SealException if there is none
     */
    static String keyId(String compact) {
        try {
            String header = compact.substring(0, Math.max(0, compact.indexOf('.')));
            Map<String, Object> names =
                    JSONObjectUtils.parse(new Base64URL(header).decodeToString(), Header.MAX_HEADER_STRING_LENGTH);
            String id = JSONObjectUtils.getString(names, "kid");
            if (id != null) {
                return id;
            }
        } catch (ParseException | RuntimeException e) {
            // As below.
        }
        throw new SealException("cannot open");
    }

    private static ECKey requiredKey(OpeningKeys keys, String type, JobId job, JWEHeader header) {
        boolean asRequired = ALGORITHM.equals(header.getAlgorithm())
                && METHOD.equals(header.getEncryptionMethod())
                && header.getCompressionAlgorithm() == null
                && header.getCriticalParams() == null
                && header.getEphemeralPublicKey() instanceof ECKey
                && header.getType() != null
                && type.equals(header.getType().getType())
                && job.toString().equals(header.getCustomParam(JOB))
                && header.getKeyID() != null;
        if (!asRequired) {
            throw new SealException("cannot open");
        }
        return keys.byId(header.getKeyID()).orElseThrow(() -> new SealException("cannot open"));
    }

    /** The authenticated claims and the plaintext. Not a record, so that it does not print. */
    static final class Opened {
        private final Map<String, Object> claims;
        private final byte[] plaintext;

        private Opened(Map<String, Object> claims, byte[] plaintext) {
            this.claims = claims;
            this.plaintext = plaintext;
        }

        Map<String, Object> claims() {
            return claims;
        }

        byte[] plaintext() {
            return plaintext;
        }
    }
}
