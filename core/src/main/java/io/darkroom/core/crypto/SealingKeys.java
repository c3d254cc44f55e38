package io.darkroom.core.crypto;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Public keys to seal to: a JWKS (RFC 7517) of P-256 keys whose first key is the current one, and not secret. Thread-safe.
 * One instance for all that seal to it: what makes sealing cheap is kept in it.
 */
public final class SealingKeys {
    private final JWKSet keys;
    private final ECKey current;
    private final SealingAgreements agreements;

    SealingKeys(JWKSet keys) {
        this.keys = keys.toPublicJWKSet();
        this.current = (ECKey) this.keys.getKeys().get(0);
        this.agreements = new SealingAgreements(current, System::nanoTime);
    }

    /**
     * Reads a JWKS file of public keys.
     *
     * @throws IOException if it cannot be read, or is not a JWKS of P-256 keys, or holds a private key: whoever only
     *     seals must not be given the means to open
     */
    public static SealingKeys read(Path file) throws IOException {
        JWKSet keys = KeyFiles.read(file);
        if (keys.containsNonPublicKeys()) {
            throw new IOException(file + " holds private keys where public ones are expected");
        }
        return new SealingKeys(keys);
    }

    /**
     * Takes, of a JWKS that was published, the keys that are for sealing: P-256 keys with a {@code kid} and no other {@code use}. The
     * rest, signature keys for example, are passed over, and so is what {@code pins} do not admit.
     *
     * @throws IOException if it is no JWKS, or there is no key for sealing in it
     * @throws KeyNotPinned if there are some, and none is admitted
     */
    public static SealingKeys published(String jwks, KeyPins pins) throws IOException, KeyNotPinned {
        List<JWK> forSealing = KeyFiles.parse(jwks).getKeys().stream()
                .filter(SealingKeys::isForSealing)
                .toList();
        if (forSealing.isEmpty()) {
            throw new IOException("there is no key to seal to");
        }
        List<JWK> admitted = forSealing.stream().filter(pins::admit).toList();
        if (admitted.isEmpty()) {
            throw new KeyNotPinned();
        }
        return new SealingKeys(new JWKSet(admitted));
    }

    private static boolean isForSealing(JWK key) {
        return key instanceof ECKey ec
                && Curve.P_256.equals(ec.getCurve())
                && key.getKeyID() != null
                && (key.getKeyUse() == null || KeyUse.ENCRYPTION.equals(key.getKeyUse()));
    }

    /** Writes the JWKS to {@code file}, readable by its owner alone. */
    public void write(Path file) throws IOException {
        KeyFiles.write(keys, file, true);
    }

    /** The JWKS as JSON, fit to be published. */
    public String toJson() {
        return keys.toString(true);
    }

    /** The {@code kid} that new seals carry. */
    public String currentKeyId() {
        return current.getKeyID();
    }

    /** Whether one of the keys has this {@code kid}; none has null. */
    boolean have(@Nullable String keyId) {
        return keyId != null && keys.getKeyByKeyId(keyId) != null;
    }

    ECKey current() {
        return current;
    }

    /** What the next seal to the current key uses. */
    Agreement agreement() {
        return agreements.current();
    }
}
