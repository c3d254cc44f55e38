package io.darkroom.core.crypto;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEDecrypter;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.crypto.impl.ECDHCryptoProvider;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.util.Base64URL;
import java.util.Set;

/** Opens with an {@link Agreement} that exists already. Headers are {@link Jwe}'s to check. */
final class AgreedDecrypter extends ECDHCryptoProvider implements JWEDecrypter {
    private final Agreement agreement;

    AgreedDecrypter(Agreement agreement) throws JOSEException {
        super(Curve.P_256, null);
        this.agreement = agreement;
    }

    @Override
    public Set<Curve> supportedEllipticCurves() {
        return Set.of(Curve.P_256);
    }

    @Override
    public byte[] decrypt(
            JWEHeader header,
            Base64URL encryptedKey,
            Base64URL iv,
            Base64URL ciphertext,
            Base64URL tag,
            byte[] authenticated)
            throws JOSEException {
        return decryptWithZ(header, authenticated, agreement.secret(), encryptedKey, iv, ciphertext, tag);
    }
}
