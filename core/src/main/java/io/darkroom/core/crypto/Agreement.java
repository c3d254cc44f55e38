package io.darkroom.core.crypto;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.impl.ECDH;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import javax.crypto.SecretKey;

/**
 * What the sender's ephemeral key and the recipient's key agree on (ECDH, RFC 7518 section 4.6): the secret from which the
 * key that wraps content keys is derived. Not a record, so that it does not print.
 */
final class Agreement {
    private final ECKey ephemeral;
    private final SecretKey secret;

    private Agreement(ECKey ephemeral, SecretKey secret) {
        this.ephemeral = ephemeral;
        this.secret = secret;
    }

    /** The sender's: with a new ephemeral key, whose private half is forgotten at once. */
    static Agreement withNewKey(ECKey recipient) {
        try {
            ECKey ephemeral = new ECKeyGenerator(Curve.P_256).generate();
            return new Agreement(
                    ephemeral.toPublicJWK(),
                    ECDH.deriveSharedSecret(recipient.toECPublicKey(), ephemeral.toECPrivateKey(), null));
        } catch (JOSEException impossible) {
            throw new IllegalStateException("this Java has no P-256", impossible);
        }
    }

    /**
     * The recipient's.
     *
     * @param ephemeral the sender's {@code epk}; {@link ECKey} takes no point that is not on its curve
     * @throws JOSEException if {@code ephemeral} lies on another curve
     */
    static Agreement of(ECKey ephemeral, ECKey recipient) throws JOSEException {
        return new Agreement(
                ephemeral, ECDH.deriveSharedSecret(ephemeral.toECPublicKey(), recipient.toECPrivateKey(), null));
    }

    /** The public half of the sender's key, as the header tells it. */
    ECKey ephemeral() {
        return ephemeral;
    }

    /** The secret, never part of a message. */
    SecretKey secret() {
        return secret;
    }
}
