package io.darkroom.worker.draw;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * A drawing's right to go on. The drawing shows progress, which is what keeps the lease renewed; whoever knows a reason to
 * stop ends it, which reaches the engine in the midst of a call. Thread-safe.
 */
public final class Lease {
    private final List<Runnable> listeners = new ArrayList<>();
    private volatile long lastProgressNanos = System.nanoTime();
    private @Nullable Ending ending;
    private @Nullable Long drawingSinceNanos;

    /** A step, or anything else that cannot take long, is done. */
    public void showProgress() {
        lastProgressNanos = System.nanoTime();
    }

    /** What it waits for has been under way for so long; zero if it only waits for its turn. */
    void showIdle(Duration underWay) {
        lastProgressNanos = System.nanoTime() - underWay.toNanos();
    }

    /** To be called now and then while it waits for its turn, which counts as progress. Throws if it was ended. */
    void waitOn() {
        mustHold();
        showProgress();
    }

    /** Time since the last progress. */
    public Duration idle() {
        return Duration.ofNanos(System.nanoTime() - lastProgressNanos);
    }

    /** It has waited for whatever it had to, and is in the engine's hands from now on. */
    synchronized void beginDrawing() {
        drawingSinceNanos = System.nanoTime();
    }

    /** How long it has been in the engine's hands; empty while it waits for its turn or for room. */
    synchronized Optional<Duration> drawing() {
        return Optional.ofNullable(drawingSinceNanos).map(since -> Duration.ofNanos(System.nanoTime() - since));
    }

    /** Whether there is a reason to stop. */
    public boolean isEnded() {
        return ending().isPresent();
    }

    /** Ends it because a step takes longer than any may. */
    public void endStalled() {
        end(Ending.STALLED);
    }

    /** Ends it because the worker leaves and waits no longer. */
    public void endDrained() {
        end(Ending.DRAINED);
    }

    /** Ends it; the first reason counts. */
    void end(Ending why) {
        List<Runnable> told;
        synchronized (this) {
            if (ending != null) {
                return;
            }
            ending = why;
            told = List.copyOf(listeners);
        }
        told.forEach(Runnable::run);
    }

    /** Has {@code action} run when it is ended, at once if it was; until that is closed. */
    Listening onEnd(Runnable action) {
        boolean ended;
        synchronized (this) {
            ended = ending != null;
            listeners.add(action);
        }
        if (ended) {
            action.run();
        }
        return () -> {
            synchronized (this) {
                listeners.remove(action);
            }
        };
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

    /** Somebody waits for the end. */
    interface Listening extends AutoCloseable {
        @Override
        void close();
    }
}
