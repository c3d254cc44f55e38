package io.darkroom.api.submit;

import io.darkroom.api.config.ApiConfig;
import io.darkroom.api.problem.ErrorCode;
import io.darkroom.api.problem.ProblemException;
import io.darkroom.core.crypto.ResultKey;
import io.darkroom.core.job.DeliveryMode;
import io.darkroom.core.job.JobSpec;
import io.darkroom.core.job.Lane;
import io.darkroom.core.job.Rng;
import io.darkroom.core.wire.ModelOffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Completes a request with the model's defaults and holds it to the model's limits. */
@ApplicationScoped
class JobSpecs {
    private static final Duration SHORTEST = Duration.ofSeconds(10);
    private static final int HIGHEST_GUIDANCE = 100;

    private final ApiConfig config;

    JobSpecs(ApiConfig config) {
        this.config = config;
    }

    JobSpec complete(JobRequest request, ModelOffer model) {
        StartingPoint start = StartingPoint.of(request, model);
        String scheduler = scheduler(request.scheduler(), model);
        int steps = steps(request.steps(), scheduler, model);
        ResultKey resultKey = request.resultKey();
        return new JobSpec(
                model.name(),
                start.width(request.width(), model),
                start.height(request.height(), model),
                steps,
                Ranges.upTo(
                        JobRequest.GUIDANCE_SCALE,
                        request.guidanceScale(),
                        model.defaultGuidanceScale(),
                        HIGHEST_GUIDANCE),
                scheduler,
                Ranges.within(JobRequest.IMAGES, request.images(), 1, 1, config.maxImages()),
                Objects.requireNonNullElse(request.lane(), Lane.INTERACTIVE),
                Objects.requireNonNullElse(request.retain(), false),
                Objects.requireNonNullElse(request.delivery(), DeliveryMode.TTL),
                seconds(JobRequest.TTL_SECONDS, request.ttlSeconds(), config.ttl(), config.maxTtl()),
                start.pipeline(),
                start.strength(request.strength(), steps),
                Ranges.within(JobRequest.CLIP_SKIP, request.clipSkip(), 0, 0, model.maxClipSkip()),
                Ranges.upTo(JobRequest.GUIDANCE_RESCALE, request.guidanceRescale(), 0, 1),
                Objects.requireNonNullElse(request.rng(), Rng.CPU),
                resultKey == null ? null : resultKey.toJson());
    }

    Duration deadline(JobRequest request) {
        return Duration.ofSeconds(seconds(
                JobRequest.DEADLINE_SECONDS, request.deadlineSeconds(), config.deadline(), config.maxDeadline()));
    }

    /** The seed asked for, which must leave room for one seed a picture; empty if none was. */
    @Nullable
    Long seed(JobRequest request, JobSpec spec) {
        Long seed = request.seed();
        long highest = Long.MAX_VALUE - (spec.images() - 1);
        if (seed != null && (seed < 0 || seed > highest)) {
            throw Ranges.outOfRange(JobRequest.SEED, "0", Long.toString(highest));
        }
        return seed;
    }

    private static String scheduler(@Nullable String asked, ModelOffer model) {
        if (asked == null) {
            return model.defaultScheduler();
        }
        if (model.schedulers().contains(asked)) {
            return asked;
        }
        String allowed = "\"scheduler\" must be one of " + String.join(", ", model.schedulers());
        if (model.otherSchedulers().contains(asked)) {
            throw ProblemException.ofField(
                    ErrorCode.SCHEDULER_NOT_SUPPORTED,
                    JobRequest.SCHEDULER,
                    allowed + "; the model's own configuration, its type of prediction say, rules this one out");
        }
        throw ProblemException.ofField(ErrorCode.UNKNOWN_SCHEDULER, JobRequest.SCHEDULER, allowed);
    }

    private static int steps(@Nullable Long asked, String scheduler, ModelOffer model) {
        ModelOffer.StepRange range = model.steps(scheduler);
        int otherwise = Math.max(range.min(), Math.min(range.max(), model.defaultSteps()));
        return Ranges.within(JobRequest.STEPS, asked, otherwise, range.min(), range.max());
    }

    private static int seconds(String field, @Nullable Long asked, Duration otherwise, Duration longest) {
        return Ranges.within(
                field,
                asked,
                Math.toIntExact(otherwise.toSeconds()),
                Math.toIntExact(SHORTEST.toSeconds()),
                Math.toIntExact(longest.toSeconds()));
    }
}
