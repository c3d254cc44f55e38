package io.darkroom.api.redis;

import io.darkroom.api.config.AdmissionConfig;
import io.darkroom.api.problem.ErrorCode;
import io.darkroom.api.problem.ProblemException;
import io.darkroom.api.submit.Acceptance;
import io.darkroom.api.submit.IdempotencyKey;
import io.darkroom.core.job.JobId;
import io.vertx.redis.client.Response;
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
    static Optional<JobId> earlier(@Nullable Response answer, IdempotencyKey key) {
        return switch (verdict(answer)) {
            case "earlier" -> Optional.of(job(answer));
            case "reused" -> throw reused(key.conflict());
            case "in_progress" -> throw inProgress();
            default -> Optional.empty();
        };
    }

    /** Whether the job was accepted, or another stands for its request already. */
    static Acceptance acceptance(@Nullable Response answer, Optional<IdempotencyKey> key, AdmissionConfig limits) {
        return switch (verdict(answer)) {
            case "accepted" -> new Acceptance.Accepted(hasSecond(answer) ? Optional.of(job(answer)) : Optional.empty());
            case "earlier" -> new Acceptance.Standing(job(answer));
            case "reused" -> throw reused(key.orElseThrow().conflict());
            case "taken" -> throw reused(ErrorCode.JOB_ID_CONFLICT);
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
        if (answer == null || !hasSecond(answer)) {
            throw new IllegalStateException("Redis gave half a verdict");
        }
        return answer.get(1).toString();
    }

    private static boolean hasSecond(@Nullable Response answer) {
        return answer != null && answer.size() > 1;
    }

    /** Of an id, the same whoever it belongs to. */
    private static ProblemException reused(ErrorCode code) {
        return ProblemException.of(
                code,
                code == ErrorCode.JOB_ID_CONFLICT
                        ? "This id cannot stand for this request; draw another UUID at random"
                        : "This \"Idempotency-Key\" came with another body before");
    }

    private static ProblemException inProgress() {
        return ProblemException.passing(
                ErrorCode.REQUEST_IN_PROGRESS, "A request with this \"Idempotency-Key\" or id is in progress", SOON);
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
