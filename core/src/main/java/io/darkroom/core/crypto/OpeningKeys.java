package io.darkroom.core.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Private keys to open with: a JWKS of P-256 key pairs, the current one first, after it the next one, and older ones for what
 * is still on its way. Thread-safe; prints as {@code OpeningKeys[hidden]}. What was agreed on with a key is kept with the keys, and goes when they are
 * replaced.
 */
public final class OpeningKeys implements KeySet {
    private final JWKSet keys;
    private final SealingKeys publicHalves;
    private final OpeningAgreements agreements = new OpeningAgreements();

    OpeningKeys(JWKSet keys) {
        this.keys = keys;
        this.publicHalves = new SealingKeys(keys);
    }

    /** Makes one new key pair; its {@code kid} is its thumbprint (RFC 7638). */
    public static OpeningKeys generate() {
        return new OpeningKeys(new JWKSet(newPair(null)));
    }

    static ECKey newPair(@Nullable Instant created) {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.ENCRYPTION)
                    .algorithm(JWEAlgorithm.ECDH_ES_A256KW)
                    .keyIDFromThumbprint(true)
                    .issueTime(created == null ? null : Date.from(created))
                    .generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException("this Java has no P-256", impossible);
        }
    }

    /**
     * Reads a JWKS file of key pairs.
     *
     * @throws IOException if it cannot be read, or is not a JWKS of P-256 keys, or one of them has no private half
     */
    public static OpeningKeys read(Path file) throws IOException {
        return of(file, KeyFiles.read(file));
    }

    static OpeningKeys parse(Path file, byte[] content) throws IOException {
        return of(file, KeyFiles.parse(file, content));
    }

    private static OpeningKeys of(Path file, JWKSet keys) throws IOException {
        requirePairs(file, keys);
        return new OpeningKeys(keys);
    }

    static void requirePairs(Path file, JWKSet keys) throws IOException {
        for (JWK key : keys.getKeys()) {
            if (!key.isPrivate()) {
                throw new IOException(file + " holds a public key where key pairs are expected");
            }
        }
    }

    /** The same key pairs, each with its thumbprint (RFC 7638) as {@code kid}, by which a {@link ResultKey} is named. */
    public OpeningKeys namedByThumbprint() {
        return new OpeningKeys(new JWKSet(
                keys.getKeys().stream().map(OpeningKeys::namedByThumbprint).toList()));
    }

    private static JWK namedByThumbprint(JWK key) {
        try {
            return new ECKey.Builder((ECKey) key).keyIDFromThumbprint().build();
        } catch (JOSEException impossible) {
            throw new IllegalStateException("this Java has no SHA-256", impossible);
        }
    }

    /** Writes the JWKS, private halves too, to {@code file}, readable by its owner alone. */
    public void write(Path file) throws IOException {
        KeyFiles.write(keys, file, false);
    }

    /** The public halves. */
    public SealingKeys sealingKeys() {
        return publicHalves;
    }

    @Override
    public List<KeyNote> notes() {
        return publicHalves.notes();
    }

    /**
     * Fingerprints of {@code octets}, in hex, that only whoever holds these keys can make: who reads one cannot try guesses
     * against it. One by each key, the current one's first, so that what was noted before a rotation is recognised after it.
     */
    public List<String> fingerprints(byte[] octets) {
        return keys.getKeys().stream()
                .map(key -> fingerprint(key.toECKey(), octets))
                .toList();
    }

    private static String fingerprint(ECKey key, byte[] octets) {
        byte[] secret = key.getD().decode();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update("darkroom-fingerprint".getBytes(UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(octets));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this Java has no HMAC with SHA-256");
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /**
     * Whether one of these is the key that {@code sealed}, a compact JWE, names; whether it opens it is not tried.
     *
     * @throws SealException if it names none
     */
    public boolean areNamedBy(String sealed) {
        return byId(Jwe.keyId(sealed)).isPresent();
    }

    /**
     * What {@code key}, one of these, agrees on with the sender of {@code ephemeral}.
     *
     * @throws JOSEException if {@code ephemeral} is no point of P-256
     */
    Agreement agreement(ECKey ephemeral, ECKey key) throws JOSEException {
        return agreements.with(ephemeral, key);
    }

    Optional<ECKey> byId(String keyId) {
        return Optional.ofNullable((ECKey) keys.getKeyByKeyId(keyId));
    }

    @Override
    public String toString() {
        return "OpeningKeys[hidden]";
    }
}
