package io.darkroom.api.submit;

import io.darkroom.api.config.ApiConfig;
import io.darkroom.api.problem.ErrorCode;
import io.darkroom.api.problem.ProblemException;
import io.darkroom.core.job.DeliveryMode;
import io.darkroom.core.job.JobSpec;
import io.darkroom.core.job.Lane;
import io.darkroom.core.wire.ModelOffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Completes a request with the model's defaults and holds it to the model's limits. */
@ApplicationScoped
class JobSpecs {
    private static final Duration SHORTEST = Duration.ofSeconds(10);
    private static final double HIGHEST_GUIDANCE = 100;

    private final ApiConfig config;

    JobSpecs(ApiConfig config) {
        this.config = config;
    }

    JobSpec complete(JobRequest request, ModelOffer model) {
        if (!model.drawsFromText()) {
            throw ProblemException.ofField(
                    ErrorCode.PIPELINE_NOT_SUPPORTED,
                    JobRequest.MODEL,
                    "\"model\" must be one that draws from text alone; this one only inpaints");
        }
        return new JobSpec(
                model.name(),
                side(JobRequest.WIDTH, request.width(), model.defaultWidth(), model),
                side(JobRequest.HEIGHT, request.height(), model.defaultHeight(), model),
                within(JobRequest.STEPS, request.steps(), model.defaultSteps(), 1, model.maxSteps()),
                guidanceScale(request.guidanceScale(), model),
                scheduler(request.scheduler(), model),
                within(JobRequest.IMAGES, request.images(), 1, 1, config.maxImages()),
                request.lane() == null ? Lane.INTERACTIVE : request.lane(),
                request.retain() != null && request.retain(),
                request.delivery() == null ? DeliveryMode.TTL : request.delivery(),
                seconds(JobRequest.TTL_SECONDS, request.ttlSeconds(), config.ttl(), config.maxTtl()));
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
            throw outOfRange(JobRequest.SEED, "0", Long.toString(highest));
        }
        return seed;
    }

    private static int side(String field, @Nullable Long asked, int otherwise, ModelOffer model) {
        int side = within(field, asked, otherwise, model.minSide(), model.maxSide());
        if (side % model.sizeFactor() != 0) {
            throw ProblemException.ofField(
                    ErrorCode.NOT_A_MULTIPLE, field, "\"" + field + "\" must be a multiple of " + model.sizeFactor());
        }
        return side;
    }

    private static float guidanceScale(@Nullable Double asked, ModelOffer model) {
        if (asked == null) {
            return model.defaultGuidanceScale();
        }
        if (!(asked >= 0 && asked <= HIGHEST_GUIDANCE)) {
            throw outOfRange(JobRequest.GUIDANCE_SCALE, "0", "100");
        }
        return asked.floatValue();
    }

    private static String scheduler(@Nullable String asked, ModelOffer model) {
        if (asked == null) {
            return model.defaultScheduler();
        }
        if (!model.schedulers().contains(asked)) {
            throw ProblemException.ofField(
                    ErrorCode.UNKNOWN_SCHEDULER,
                    JobRequest.SCHEDULER,
                    "\"scheduler\" must be one of " + String.join(", ", model.schedulers()));
        }
        return asked;
    }

    private static int seconds(String field, @Nullable Long asked, Duration otherwise, Duration longest) {
        return within(
                field,
                asked,
                Math.toIntExact(otherwise.toSeconds()),
                Math.toIntExact(SHORTEST.toSeconds()),
                Math.toIntExact(longest.toSeconds()));
    }

    private static int within(String field, @Nullable Long asked, int otherwise, int lowest, int highest) {
        if (asked == null) {
            return otherwise;
        }
        if (asked < lowest || asked > highest) {
            throw outOfRange(field, Integer.toString(lowest), Integer.toString(highest));
        }
        return Math.toIntExact(asked);
    }

    private static ProblemException outOfRange(String field, String lowest, String highest) {
        return ProblemException.ofField(
                ErrorCode.OUT_OF_RANGE, field, "\"" + field + "\" must be from " + lowest + " to " + highest);
    }
}
