package io.darkroom.core.crypto;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Public keys to seal to: a JWKS (RFC 7517) of P-256 keys whose first key is the current one, and not secret; of the others
 * those that have an {@code exp} are retired, and those that have none are next. Thread-safe.
 * One instance for all that seal to it: what makes sealing cheap is kept in it.
 */
public final class SealingKeys implements KeySet {
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
        return of(file, KeyFiles.read(file));
    }

    static SealingKeys parse(Path file, byte[] content) throws IOException {
        return of(file, KeyFiles.parse(file, content));
    }

    private static SealingKeys of(Path file, JWKSet keys) throws IOException {
        requirePublic(file, keys);
        return new SealingKeys(keys);
    }

    static void requirePublic(Path file, JWKSet keys) throws IOException {
        if (keys.containsNonPublicKeys()) {
            throw new IOException(file + " holds private keys where public ones are expected");
        }
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

    /** The current key and the next ones as a JWKS, fit to be published: their points, ids and use, and no times. */
    public String toJson() {
        return new JWKSet(keys.getKeys().stream()
                        .map(JWK::toECKey)
                        .filter(key -> key == current || key.getExpirationTime() == null)
                        .<JWK>map(SealingKeys::bare)
                        .toList())
                .toString(true);
    }

    private static ECKey bare(ECKey key) {
        return new ECKey.Builder(key.getCurve(), key.getX(), key.getY())
                .keyUse(key.getKeyUse())
                .algorithm(key.getAlgorithm())
                .keyID(key.getKeyID())
                .build();
    }

    @Override
    public List<KeyNote> notes() {
        return KeyNote.of(keys);
    }

    /** Those of them to which seals are taken at {@code now}: not the retired ones whose time is over. */
    public SealingKeys takenAt(Instant now) {
        List<JWK> taken = keys.getKeys().stream()
                .filter(key -> key == current
                        || key.getExpirationTime() == null
                        || now.isBefore(key.getExpirationTime().toInstant()))
                .toList();
        return taken.size() == keys.size() ? this : new SealingKeys(new JWKSet(taken));
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
