package io.darkroom.api.retain;

import io.darkroom.api.problem.ErrorCode;
import io.darkroom.api.problem.ProblemException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** A transaction whose failure the caller is told as a passing problem. */
final class LibraryCall {
    private static final Logger LOG = Logger.getLogger(LibraryCall.class);

    private LibraryCall() {}

    static <T> T of(Supplier<T> work) {
        try {
            return QuarkusTransaction.requiringNew().call(work::get);
        } catch (ProblemException e) {
            throw e;
        } catch (RuntimeException e) {
            // By its class alone: a message may quote a row.
            LOG.warnf("PostgreSQL failed: %s", e.getClass().getSimpleName());
            throw ProblemException.passing(
                    ErrorCode.LIBRARY_UNAVAILABLE, "PostgreSQL cannot be reached", Duration.ofSeconds(5));
        }
    }
}
