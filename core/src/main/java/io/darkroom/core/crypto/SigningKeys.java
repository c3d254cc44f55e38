package io.darkroom.core.crypto;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Private keys that sign receipts: a JWKS of P-256 key pairs with {@code use} {@code sig}, the current one first, older ones
 * after it so that what they signed can still be verified. Thread-safe; prints as {@code SigningKeys[hidden]}.
 */
public final class SigningKeys {
    private final JWKSet keys;
    private final VerifyingKeys publicHalves;

    private SigningKeys(JWKSet keys) {
        this.keys = keys;
        this.publicHalves = new VerifyingKeys(keys);
    }

    /** Makes one new key pair; its {@code kid} is its thumbprint (RFC 7638). */
    public static SigningKeys generate() {
        try {
            return new SigningKeys(new JWKSet(new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyIDFromThumbprint(true)
                    .generate()));
        } catch (JOSEException impossible) {
            throw new IllegalStateException("this Java has no P-256", impossible);
        }
    }

    /**
     * Reads a JWKS file of key pairs.
     *
     * @throws IOException if it cannot be read, or is not a JWKS of P-256 key pairs for signatures
     */
    public static SigningKeys read(Path file) throws IOException {
        JWKSet keys = KeyFiles.read(file);
        for (JWK key : keys.getKeys()) {
            if (!key.isPrivate() || !KeyUse.SIGNATURE.equals(key.getKeyUse())) {
                throw new IOException(file + " holds a key that is no key pair with \"use\": \"sig\"");
            }
        }
        return new SigningKeys(keys);
    }

    /** Writes the JWKS, private halves too, to {@code file}, readable by its owner alone. */
    public void write(Path file) throws IOException {
        KeyFiles.write(keys, file, false);
    }

    /** The public halves. */
    public VerifyingKeys verifyingKeys() {
        return publicHalves;
    }

    /** Signs the JSON of a receipt; returns a compact JWS ({@link VerifyingKeys} has its format). */
    public String sign(String receipt) {
        ECKey current = (ECKey) keys.getKeys().get(0);
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType(VerifyingKeys.TYPE))
                .keyID(current.getKeyID())
                .build();
        JWSObject jws = new JWSObject(header, new Payload(receipt));
        try {
            jws.sign(new ECDSASigner(current));
        } catch (JOSEException e) {
            throw new SealException("cannot sign");
        }
        return jws.serialize();
    }

    @Override
    public String toString() {
        return "SigningKeys[hidden]";
    }
}
