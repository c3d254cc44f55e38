package io.darkroom.core.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.darkroom.core.job.Pipeline;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a worker says of a model it serves: the limits and defaults of jobs for it.
 *
 * @param kind family of the model, such as {@code sd1}
 * @param pipelines wire names of what a job for it may start from
 * @param sizeFactor width and height are multiples of it
 * @param minSide smallest width and height, in pixels
 * @param maxSide largest width and height, in pixels
 * @param schedulers names of those that it can be drawn with
 * @param otherSchedulers names of those that its own configuration, its type of prediction for one, rules out
 * @param schedulerSteps the steps that a scheduler can take, where they are not 1 to {@code maxSteps}
 * @param maxClipSkip most layers of the text encoder that a job may skip
 * @param slots jobs that the worker takes at the same time in each lane
 * @param secondsPerStep of the worker's time that a step of one picture at its default size takes, however many share it; null
 *     before it was measured
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ModelOffer(
        @JsonProperty("name") String name,
        @JsonProperty("kind") String kind,
        @JsonProperty("pipelines") List<String> pipelines,
        @JsonProperty("size_factor") int sizeFactor,
        @JsonProperty("min_side") int minSide,
        @JsonProperty("max_side") int maxSide,
        @JsonProperty("default_width") int defaultWidth,
        @JsonProperty("default_height") int defaultHeight,
        @JsonProperty("default_steps") int defaultSteps,
        @JsonProperty("max_steps") int maxSteps,
        @JsonProperty("default_guidance_scale") float defaultGuidanceScale,
        @JsonProperty("default_scheduler") String defaultScheduler,
        @JsonProperty("schedulers") List<String> schedulers,
        @JsonProperty("other_schedulers") List<String> otherSchedulers,
        @JsonProperty("scheduler_steps") Map<String, StepRange> schedulerSteps,
        @JsonProperty("max_clip_skip") int maxClipSkip,
        @JsonProperty("slots") int slots,
        @JsonProperty("seconds_per_step") @Nullable Double secondsPerStep) {

    /** Copies the collections; those that an earlier version did not announce are empty. */
    public ModelOffer {
        pipelines = List.copyOf(pipelines);
        schedulers = List.copyOf(schedulers);
        otherSchedulers = List.copyOf(Objects.requireNonNullElse(otherSchedulers, List.of()));
        schedulerSteps =
                Collections.unmodifiableMap(new TreeMap<>(Objects.requireNonNullElse(schedulerSteps, Map.of())));
    }

    /** Whether a job for it may start so; as far as is known, where that is sealed. */
    public boolean draws(Pipeline pipeline) {
        return pipeline == Pipeline.UNTOLD || pipelines.contains(pipeline.wireName());
    }

    /** The steps that a run of {@code scheduler} can have. */
    public StepRange steps(String scheduler) {
        return schedulerSteps.getOrDefault(scheduler, new StepRange(1, maxSteps));
    }

    /**
     * How many steps there can be.
     *
     * @param min at least
     * @param max at most
     */
    public record StepRange(
            @JsonProperty("min") int min,
            @JsonProperty("max") int max) {}
}
