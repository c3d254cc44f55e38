package io.darkroom.core.crypto;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Public keys that tell whether a receipt is what the service signed, a compact JWS (RFC 7515). Thread-safe.
 *
 * <pre>
 * header  = {alg: "ES256", kid: thumbprint of the key, typ: "darkroom-receipt"}
 * payload = the receipt in JSON
 * </pre>
 */
public final class VerifyingKeys {
    static final String TYPE = "darkroom-receipt";
    private static final int LONGEST = 1 << 20;

    private final JWKSet keys;

    VerifyingKeys(JWKSet keys) {
        this.keys = keys.toPublicJWKSet();
    }

    /**
     * Takes, of a JWKS that was published, the keys that verify signatures: P-256 keys with {@code use} {@code sig} and a
     * {@code kid}. The rest, those to seal to, are passed over, and so is what {@code pins} do not admit.
     *
     * @throws IOException if it is no JWKS, or there is no such key in it
     * @throws KeyNotPinned if there are some, and none is admitted
     */
    public static VerifyingKeys published(String jwks, KeyPins pins) throws IOException, KeyNotPinned {
        List<JWK> forSignatures = KeyFiles.parse(jwks).getKeys().stream()
                .filter(VerifyingKeys::isForSignatures)
                .toList();
        if (forSignatures.isEmpty()) {
            throw new IOException("there is no key that verifies signatures");
        }
        List<JWK> admitted = forSignatures.stream().filter(pins::admit).toList();
        if (admitted.isEmpty()) {
            throw new KeyNotPinned();
        }
        return new VerifyingKeys(new JWKSet(admitted));
    }

    private static boolean isForSignatures(JWK key) {
        return key instanceof ECKey ec
                && Curve.P_256.equals(ec.getCurve())
                && key.getKeyID() != null
                && KeyUse.SIGNATURE.equals(key.getKeyUse());
    }

    /** Writes the JWKS to {@code file}, readable by its owner alone. */
    public void write(Path file) throws IOException {
        KeyFiles.write(keys, file, true);
    }

    /** A JWKS of {@code sealing}, in their order, and these after them: fit to be published. */
    public String toJsonAfter(SealingKeys sealing) {
        try {
            JWKSet first = KeyFiles.parse(sealing.toJson());
            return new JWKSet(Stream.concat(first.getKeys().stream(), keys.getKeys().stream())
                            .toList())
                    .toString(true);
        } catch (IOException impossible) {
            throw new IllegalStateException("keys write what is no JWKS", impossible);
        }
    }

    /**
     * The JSON of a receipt whose signature holds.
     *
     * @throws SealException if it is altered, of another kind, or signed by no key of these
     */
    public String verify(String compact) {
        try {
            if (compact.length() > LONGEST) {
                throw new SealException("cannot verify");
            }
            JWSObject jws = JWSObject.parse(compact);
            if (!jws.verify(new ECDSAVerifier(requiredKey(jws.getHeader())))) {
                throw new SealException("cannot verify");
            }
            return jws.getPayload().toString();
        } catch (ParseException | JOSEException | RuntimeException e) {
            throw new SealException("cannot verify");
        }
    }

    private ECKey requiredKey(JWSHeader header) {
        boolean asRequired = JWSAlgorithm.ES256.equals(header.getAlgorithm())
                && header.getCriticalParams() == null
                && header.isBase64URLEncodePayload()
                && header.getType() != null
                && TYPE.equals(header.getType().getType())
                && header.getKeyID() != null
                && keys.getKeyByKeyId(header.getKeyID()) != null;
        if (!asRequired) {
            throw new SealException("cannot verify");
        }
        return (ECKey) keys.getKeyByKeyId(header.getKeyID());
    }
}
