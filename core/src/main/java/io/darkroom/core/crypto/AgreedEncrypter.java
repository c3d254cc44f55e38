package io.darkroom.core.crypto;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWECryptoParts;
import com.nimbusds.jose.JWEEncrypter;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.crypto.impl.ECDHCryptoProvider;
import com.nimbusds.jose.jwk.Curve;
import java.util.Set;

/** Seals with an {@link Agreement} that exists already; the library's own encrypter makes one for each seal. */
final class AgreedEncrypter extends ECDHCryptoProvider implements JWEEncrypter {
    private final Agreement agreement;

    AgreedEncrypter(Agreement agreement) throws JOSEException {
        super(Curve.P_256, null);
        this.agreement = agreement;
    }

    @Override
    public Set<Curve> supportedEllipticCurves() {
        return Set.of(Curve.P_256);
    }

    /** {@code header} must name the agreement's ephemeral key as its {@code epk}. */
    @Override
    public JWECryptoParts encrypt(JWEHeader header, byte[] plaintext, byte[] authenticated) throws JOSEException {
        return encryptWithZ(header, agreement.secret(), plaintext, authenticated);
    }
}
