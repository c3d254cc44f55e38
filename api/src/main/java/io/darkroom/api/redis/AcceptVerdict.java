package io.darkroom.api.redis;

import io.darkroom.api.config.AdmissionConfig;
import io.darkroom.api.problem.ErrorCode;
import io.darkroom.api.problem.ProblemException;
import io.darkroom.core.job.JobId;
import io.vertx.mutiny.redis.client.Response;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What {@code accept.lua} and {@code earlier.lua} answer, in the words of the API. */
final class AcceptVerdict {
    private static final Duration SOON = Duration.ofSeconds(1);
    /** Nobody knows when a job will end, so this is only not to be asked all the time. */
    private static final Duration LATER = Duration.ofSeconds(10);

    private AcceptVerdict() {}

    /** The job that an idempotency key stands for; empty if a new one may be made. */
    static Optional<JobId> earlier(@Nullable Response answer) {
        return switch (verdict(answer)) {
            case "earlier" -> Optional.of(job(answer));
            case "reused" -> throw reused();
            case "in_progress" -> throw inProgress();
            default -> Optional.empty();
        };
    }

    /** The job that stands for a request after {@code own} was to be accepted. */
    static JobId standing(@Nullable Response answer, JobId own, AdmissionConfig limits) {
        return switch (verdict(answer)) {
            case "accepted" -> own;
            case "earlier" -> job(answer);
            case "reused" -> throw reused();
            case "in_flight" -> throw tooManyJobs(limits);
            case "work" -> throw tooMuchWork(milliseconds(answer), limits);
            default -> throw inProgress();
        };
    }

    private static String verdict(@Nullable Response answer) {
        if (answer == null) {
            throw new IllegalStateException("Redis gave no verdict");
        }
        return answer.get(0).toString();
    }

    private static JobId job(@Nullable Response answer) {
        return JobId.parse(second(answer)).orElseThrow();
    }

    private static Duration milliseconds(@Nullable Response answer) {
        return Duration.ofMillis(Long.parseLong(second(answer)));
    }

    private static String second(@Nullable Response answer) {
        if (answer == null || answer.size() < 2) {
            throw new IllegalStateException("Redis gave half a verdict");
        }
        return answer.get(1).toString();
    }

    private static ProblemException reused() {
        return ProblemException.of(
                ErrorCode.IDEMPOTENCY_KEY_REUSED, "This \"Idempotency-Key\" came with another body before");
    }

    private static ProblemException inProgress() {
        return ProblemException.passing(
                ErrorCode.REQUEST_IN_PROGRESS, "A request with this \"Idempotency-Key\" is in progress", SOON);
    }

    private static ProblemException tooManyJobs(AdmissionConfig limits) {
        int limit = limits.maxInFlight();
        return ProblemException.limited(
                ErrorCode.TOO_MANY_JOBS,
                "You have " + limit + " jobs that have not ended, which is the limit",
                LATER,
                Map.of("limit", (long) limit));
    }

    private static ProblemException tooMuchWork(Duration wait, AdmissionConfig limits) {
        return ProblemException.limited(
                ErrorCode.TOO_MUCH_WORK,
                "Steps x megapixels x pictures of your jobs may be " + limits.workPerMinute() + " a minute, and "
                        + limits.workAtOnce() + " at once",
                wait.plusSeconds(1),
                Map.of("limit", limits.workPerMinute(), "limit_at_once", limits.workAtOnce()));
    }
}
