package io.darkroom.local;

import io.darkroom.local.process.ServiceProcess;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Redis or PostgreSQL of one run, as a child; it may be stopped and started again on the same port. Thread-safe. */
public final class StoreServer {
    private final Supplier<ServiceProcess> launch;
    private final Consumer<LocalFailure> missed;
    private @Nullable ServiceProcess current;

    /**
     * A server that does not run yet.
     *
     * @param launch starts it, and returns once it serves
     * @param missed told when it ends without having been told to
     */
    StoreServer(Supplier<ServiceProcess> launch, Consumer<LocalFailure> missed) {
        this.launch = launch;
        this.missed = missed;
    }

    /** Starts it and returns once it serves; nothing happens if it runs. */
    public synchronized void start() {
        if (current != null && current.isAlive()) {
            return;
        }
        ServiceProcess server = launch.get();
        current = server;
        var unused = server.ended().whenComplete((nothing, failure) -> onEnd(server));
    }

    /** Stops it and returns when it is gone; nothing happens if it does not run. */
    public void stop() {
        ServiceProcess server = forget();
        if (server != null) {
            server.stop();
        }
    }

    private synchronized @Nullable ServiceProcess forget() {
        ServiceProcess server = current;
        current = null;
        return server;
    }

    /** It is not started again by itself: without Redis all jobs are gone, and PostgreSQL does not end without a reason. */
    private synchronized void onEnd(ServiceProcess server) {
        if (server == current) {
            missed.accept(new LocalFailure(server.obituary()));
        }
    }
}
