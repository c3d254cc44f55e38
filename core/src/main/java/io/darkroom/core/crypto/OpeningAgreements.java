package io.darkroom.core.crypto;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The latest agreements that seals were opened with, since a sender uses one for several ({@link SealingAgreements}). They
 * tell nothing that the private keys beside them do not. Thread-safe.
 */
final class OpeningAgreements {
    private static final int KEPT = 256;

    private final Agreeing agreeing;
    private final Map<Parties, FutureTask<Agreement>> latest = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Parties, FutureTask<Agreement>> eldest) {
            return size() > KEPT;
        }
    };

    OpeningAgreements() {
        this(Agreement::of);
    }

    OpeningAgreements(Agreeing agreeing) {
        this.agreeing = agreeing;
    }

    /**
     * What {@code recipient} agrees on with the sender of {@code ephemeral}. Those who ask at the same time wait for the first
     * to find it out; who is interrupted meanwhile finds it out alone and stays interrupted.
     *
     * @throws JOSEException if {@code ephemeral} is not a point of the recipient's curve
     */
    Agreement with(ECKey ephemeral, ECKey recipient) throws JOSEException {
        FutureTask<Agreement> agreement = of(ephemeral, recipient);
        agreement.run();
        try {
            return agreement.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return agreeing.agree(ephemeral, recipient);
        } catch (ExecutionException e) {
            throw new JOSEException("no agreement");
        }
    }

    private FutureTask<Agreement> of(ECKey ephemeral, ECKey recipient) {
        synchronized (latest) {
            return latest.computeIfAbsent(
                    new Parties(ephemeral.getX(), ephemeral.getY(), recipient.getKeyID()),
                    unknown -> new FutureTask<>(() -> agreeing.agree(ephemeral, recipient)));
        }
    }

    /** {@link Agreement#of}. */
    @FunctionalInterface
    interface Agreeing {
        Agreement agree(ECKey ephemeral, ECKey recipient) throws JOSEException;
    }

    private record Parties(Base64URL x, Base64URL y, String recipient) {}
}
