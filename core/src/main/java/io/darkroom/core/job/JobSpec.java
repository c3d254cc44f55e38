package io.darkroom.core.job;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a job that are not private: what routing, limits and accounting need. Stored in clear beside the sealed
 * part. Complete: whoever made it has put in every default.
 *
 * @param model name of the model that draws it
 * @param width of each picture, in pixels
 * @param height of each picture, in pixels
 * @param steps asked of the scheduler
 * @param guidanceScale weight of classifier-free guidance; 1 or less means none
 * @param scheduler name of the sampling algorithm
 * @param images number of pictures; picture {@code i} uses {@code seed + i}
 * @param lane which queue it waits in
 * @param retain whether its owner asked for the pictures to be kept
 * @param delivery when a finished picture is erased
 * @param ttlSeconds how long finished pictures stay in the result channel
 * @param pipeline what the drawing starts from; the picture and the mask themselves are sealed
 * @param strength share of the steps that is taken, above 0 up to 1; 1 from text alone; 0 while what it starts from is untold
 *     and nothing was said
 * @param clipSkip last layers of the text encoder that are skipped
 * @param guidanceRescale share of each guided prediction that is brought back to the unguided's contrast, 0..1
 * @param rng which generator the seed is for
 * @param resultKey the JWK of its owner, to which the pictures are sealed; null if the API is to open them
 */
public record JobSpec(
        @JsonProperty("model") String model,
        @JsonProperty("width") int width,
        @JsonProperty("height") int height,
        @JsonProperty("steps") int steps,
        @JsonProperty("guidance_scale") float guidanceScale,
        @JsonProperty("scheduler") String scheduler,
        @JsonProperty("images") int images,
        @JsonProperty("lane") Lane lane,
        @JsonProperty("retain") boolean retain,
        @JsonProperty("delivery") DeliveryMode delivery,
        @JsonProperty("ttl_seconds") int ttlSeconds,
        @JsonProperty("pipeline") Pipeline pipeline,
        @JsonProperty("strength") double strength,
        @JsonProperty("clip_skip") int clipSkip,
        @JsonProperty("guidance_rescale") float guidanceRescale,
        @JsonProperty("rng") Rng rng,
        @JsonProperty("result_key") @Nullable String resultKey) {

    /** Puts in what specs stored by an earlier version leave out. */
    public JobSpec {
        pipeline = Objects.requireNonNullElse(pipeline, Pipeline.TXT2IMG);
        strength = strength == 0 && pipeline != Pipeline.UNTOLD ? 1 : strength;
        rng = Objects.requireNonNullElse(rng, Rng.CPU);
    }

    /** From text alone, with nothing out of the ordinary. */
    public JobSpec(
            String model,
            int width,
            int height,
            int steps,
            float guidanceScale,
            String scheduler,
            int images,
            Lane lane,
            boolean retain,
            DeliveryMode delivery,
            int ttlSeconds) {
        this(
                model,
                width,
                height,
                steps,
                guidanceScale,
                scheduler,
                images,
                lane,
                retain,
                delivery,
                ttlSeconds,
                Pipeline.TXT2IMG,
                1,
                0,
                0,
                Rng.CPU,
                null);
    }

    /** The same job once it is known what it starts from. */
    public JobSpec startingFrom(Pipeline found) {
        double share = found == Pipeline.TXT2IMG ? 1 : strength == 0 ? found.defaultStrength(steps) : strength;
        return new JobSpec(
                model,
                width,
                height,
                steps,
                guidanceScale,
                scheduler,
                images,
                lane,
                retain,
                delivery,
                ttlSeconds,
                found,
                share,
                clipSkip,
                guidanceRescale,
                rng,
                resultKey);
    }

    /** Steps that are taken: fewer than asked for where a picture stands for what the first of them would have drawn. */
    public int stepsTaken() {
        return strength == 0 ? steps : Math.min(steps, (int) (steps * strength));
    }
}
