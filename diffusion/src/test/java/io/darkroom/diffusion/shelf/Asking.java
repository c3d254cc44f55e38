package io.darkroom.diffusion.shelf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Somebody who asks for a lease on a thread of his own. */
final class Asking {
    private final FutureTask<ModelLease> lease;
    private final Thread thread;

    Asking(ModelShelf shelf, String model) {
        lease = new FutureTask<>(() -> shelf.lease(model));
        thread = new Thread(lease, "asking for " + model);
        thread.start();
    }

    /** Returns once the asker waits; fails if there was no need to. */
    Asking waits() throws InterruptedException {
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            assertThat(thread.isAlive())
                    .as(thread.getName() + " is not yet answered")
                    .isTrue();
            Thread.sleep(1);
        }
        return this;
    }

    void interrupt() {
        thread.interrupt();
    }

    /** The lease, or what was thrown instead. */
    ModelLease answer() throws InterruptedException {
        try {
            return lease.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException refusal) {
                throw refusal;
            }
            throw new AssertionError(e);
        }
    }
}
