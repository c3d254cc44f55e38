package io.darkroom.worker.draw;

import io.darkroom.diffusion.onnx.Cancellation;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * A drawing's right to go on. The drawing shows progress, which is what keeps the lease renewed; whoever knows a reason to
 * stop ends it, which reaches the engine in the midst of a call. Thread-safe.
 */
public final class Lease {
    private final Cancellation cancellation = new Cancellation();
    private volatile long lastProgressNanos = System.nanoTime();
    private @Nullable Ending ending;

    /** A step, or anything else that cannot take long, is done. */
    public void showProgress() {
        lastProgressNanos = System.nanoTime();
    }

    /** Time since the last progress. */
    public Duration idle() {
        return Duration.ofNanos(System.nanoTime() - lastProgressNanos);
    }

    /** Whether there is a reason to stop. */
    public boolean isEnded() {
        return ending().isPresent();
    }

    /** Ends it because a step takes longer than any may. */
    public void endStalled() {
        end(Ending.STALLED);
    }

    /** Ends it; the first reason counts. */
    void end(Ending why) {
        synchronized (this) {
            if (ending != null) {
                return;
            }
            ending = why;
        }
        cancellation.cancel();
    }

    /** Why it was ended; empty while it was not. */
    synchronized Optional<Ending> ending() {
        return Optional.ofNullable(ending);
    }

    /** Throws {@link CancellationException} if it was ended. */
    void mustHold() {
        if (isEnded()) {
            throw new CancellationException("ended");
        }
    }

    /** Ends the engine's calls as this is ended. */
    Cancellation cancellation() {
        return cancellation;
    }
}
