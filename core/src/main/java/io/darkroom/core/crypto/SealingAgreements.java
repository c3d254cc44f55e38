package io.darkroom.core.crypto;

import com.nimbusds.jose.jwk.ECKey;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * The agreements that seals to one key use. Making one costs some 2 ms of processor time, more than all else that is done
 * for a job, so one serves all seals of {@link #LIFE}, and the next is made while it is used.
 *
 * <p>Each seal still has a content key of its own, which exists nowhere but wrapped beside the seal: to share what wraps it
 * opens no seal whose {@code encrypted_key} is gone. Thread-safe.
 */
final class SealingAgreements {
    /** How long after its first seal an agreement may serve. */
    static final Duration LIFE = Duration.ofSeconds(1);

    private final ECKey recipient;
    private final LongSupplier nanoTime;
    private Agreement current;
    private long end;
    private CompletableFuture<Agreement> next;

    SealingAgreements(ECKey recipient, LongSupplier nanoTime) {
        this.recipient = recipient;
        this.nanoTime = nanoTime;
        this.current = Agreement.withNewKey(recipient);
        this.end = nanoTime.getAsLong();
        this.next = CompletableFuture.completedFuture(current);
    }

    /** The one to use now. */
    synchronized Agreement current() {
        long now = nanoTime.getAsLong();
        if (now - end >= 0) {
            current = next.join();
            end = now + LIFE.toNanos();
            next = CompletableFuture.supplyAsync(() -> Agreement.withNewKey(recipient));
        }
        return current;
    }
}
