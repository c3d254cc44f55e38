package io.darkroom.core.crypto;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The latest agreements that seals were opened with, since a sender uses one for several ({@link SealingAgreements}). They
 * tell nothing that the private keys beside them do not. Thread-safe.
 */
final class OpeningAgreements {
    private static final int KEPT = 256;

    private final Map<Parties, Agreement> latest = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Parties, Agreement> eldest) {
            return size() > KEPT;
        }
    };

    /**
     * What {@code recipient} agrees on with the sender of {@code ephemeral}.
     *
     * @throws JOSEException if {@code ephemeral} is not a point of the recipient's curve
     */
    Agreement with(ECKey ephemeral, ECKey recipient) throws JOSEException {
        Parties parties = new Parties(ephemeral.getX(), ephemeral.getY(), recipient.getKeyID());
        synchronized (latest) {
            Agreement known = latest.get(parties);
            if (known != null) {
                return known;
            }
        }
        Agreement agreement = Agreement.of(ephemeral, recipient);
        synchronized (latest) {
            latest.put(parties, agreement);
        }
        return agreement;
    }

    private record Parties(Base64URL x, Base64URL y, String recipient) {}
}
