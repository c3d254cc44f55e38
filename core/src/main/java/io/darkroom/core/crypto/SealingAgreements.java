package io.darkroom.core.crypto;

import com.nimbusds.jose.jwk.ECKey;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The agreements that seals to one key use. Making one costs some 2 ms of processor time, more than all else that is done
 * for a job, so one serves all seals of {@link #LIFE}, and where more follow, the next is made meanwhile.
 *
 * <p>Each seal still has a content key of its own, which exists nowhere but wrapped beside the seal: to share what wraps it
 * opens no seal whose {@code encrypted_key} is gone. Thread-safe.
 */
final class SealingAgreements {
    /** How long after its first seal an agreement may serve. */
    static final Duration LIFE = Duration.ofSeconds(1);

    private final ECKey recipient;
    private final LongSupplier nanoTime;
    private @Nullable Agreement current;
    private @Nullable CompletableFuture<Agreement> next;
    private long end;

    SealingAgreements(ECKey recipient, LongSupplier nanoTime) {
        this.recipient = recipient;
        this.nanoTime = nanoTime;
    }

    /** The one to use now. None is made ahead before the first has served its time: a client's own key may serve one job. */
    synchronized Agreement current() {
        long now = nanoTime.getAsLong();
        Agreement agreement = current;
        if (agreement == null) {
            agreement = Agreement.withNewKey(recipient);
            end = now + LIFE.toNanos();
        } else if (now - end >= 0) {
            agreement = next == null ? Agreement.withNewKey(recipient) : next.join();
            next = CompletableFuture.supplyAsync(() -> Agreement.withNewKey(recipient));
            end = now + LIFE.toNanos();
        }
        current = agreement;
        return agreement;
    }
}
