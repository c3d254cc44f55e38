package io.darkroom.core.job;

import com.fasterxml.jackson.annotation.JsonProperty;

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
        @JsonProperty("ttl_seconds") int ttlSeconds) {}
