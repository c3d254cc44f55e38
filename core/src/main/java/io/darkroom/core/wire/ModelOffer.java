package io.darkroom.core.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a worker says of a model it serves: the limits and defaults of jobs for it.
 *
 * @param kind family of the model, such as {@code sd1}
 * @param pipelines ways to draw that a job for it may take: {@value #TXT2IMG} or none
 * @param sizeFactor width and height are multiples of it
 * @param minSide smallest width and height, in pixels
 * @param maxSide largest width and height, in pixels
 * @param slots jobs that the worker takes at the same time in each lane
 * @param secondsPerStep measured for one picture at its default size; null before the first
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
        @JsonProperty("slots") int slots,
        @JsonProperty("seconds_per_step") @Nullable Double secondsPerStep) {

    /** From text alone. */
    public static final String TXT2IMG = "txt2img";

    /** Copies the lists. */
    public ModelOffer {
        pipelines = List.copyOf(pipelines);
        schedulers = List.copyOf(schedulers);
    }

    /** Whether a picture can be drawn from text alone; a model that was trained to inpaint cannot. */
    public boolean drawsFromText() {
        return pipelines.contains(TXT2IMG);
    }
}
