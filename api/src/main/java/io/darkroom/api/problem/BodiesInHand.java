package io.darkroom.api.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Lets in only as many large bodies at a time as memory has room for. The others are not read yet and wait for a while,
 * after their senders have shown their keys: strangers take up no room.
 */
public class BodiesInHand {
    /** What is smaller counts as nothing. */
    private static final int SMALL_OCTETS = 64 << 10;

    private static final int UNIT_OCTETS = 1 << 10;

    /** A body is decoded, sealed and sent, each time into something larger. Three of 14 MB fit into 512 MiB, eight do not. */
    private static final int SHARE_OF_MEMORY = 12;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration SOON = Duration.ofSeconds(2);

    private final RoutingContext context;
    private final long largest;
    private final int units = (int) (Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY / UNIT_OCTETS);
    private final Semaphore free = new Semaphore(units, true);

    /** Counts one that does not tell its length as {@code largest}. */
    public BodiesInHand(
            RoutingContext context, @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize largest) {
        this.context = context;
        this.largest = largest.asLongValue();
    }

    @ServerRequestFilter(priority = Priorities.AUTHORIZATION)
    void admit(ContainerRequestContext request) {
        long octets = octets(request);
        if (octets < SMALL_OCTETS) {
            return;
        }
        // One alone is let in however large it is.
        int needed = (int) Math.min(octets / UNIT_OCTETS, units);
        if (!acquire(needed)) {
            throw ProblemException.passing(
                    ErrorCode.BUSY, "More large bodies are being sent than there is room for", SOON);
        }
        context.addEndHandler(ended -> free.release(needed));
    }

    private long octets(ContainerRequestContext request) {
        if (request.getHeaderString(HttpHeaders.CONTENT_LENGTH) != null) {
            return request.getLength();
        }
        return request.getHeaderString("Transfer-Encoding") == null ? 0 : largest;
    }

    private boolean acquire(int needed) {
        try {
            return free.tryAcquire(needed, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
