package io.darkroom.api.redis;

import io.darkroom.api.problem.ErrorCode;
import io.darkroom.api.problem.ProblemException;
import io.darkroom.core.wire.RedisError;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A call of Redis whose failure the caller is told as a passing problem. */
final class RedisCall {
    private static final Logger LOG = Logger.getLogger(RedisCall.class);
    private static final Duration SOON = Duration.ofSeconds(5);

    private RedisCall() {}

    static <T extends @Nullable Object> T of(Supplier<T> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            throw problem(e);
        }
    }

    private static ProblemException problem(RuntimeException e) {
        if (RedisError.OUT_OF_MEMORY.caused(e)) {
            return ProblemException.passing(
                    ErrorCode.CHANNEL_FULL,
                    "There is no room for another job; pictures make room as they are read",
                    SOON);
        }
        LOG.warnf("Redis failed: %s", e.getClass().getSimpleName());
        return ProblemException.passing(
                ErrorCode.CHANNEL_UNAVAILABLE, "Redis cannot be reached; jobs and pictures cannot be had now", SOON);
    }
}
