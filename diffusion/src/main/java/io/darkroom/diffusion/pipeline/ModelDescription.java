package io.darkroom.diffusion.pipeline;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a loaded model offers and what it is asked for when a request leaves something out. Sides are in pixels.
 *
 * @param name the folder's name
 * @param kind the model family: {@code sd1}, {@code sd2}, {@code sd-turbo}, {@code sdxl}, {@code sdxl-turbo} or {@code lcm}
 * @param sizeFactor width and height must be multiples of it
 * @param defaultWidth the width that the model was trained at
 * @param defaultHeight the height that the model was trained at
 * @param minSide smallest width or height
 * @param maxSide largest width or height
 * @param defaultSteps steps of a request that names none
 * @param defaultGuidanceScale guidance of a request that names none
 * @param defaultScheduler the scheduler of the model's own configuration; one of {@code schedulers}
 * @param schedulers every scheduler that this model can be drawn with
 * @param maxSteps most steps of a request
 * @param schedulerSteps steps of a request for a scheduler, where they are not all from 1 to {@code maxSteps}
 * @param pipelines the ways to draw that this model has
 * @param maxClipSkip most layers of the text encoder that a request may skip, 0 if its graph gives the last only
 */
public record ModelDescription(
        String name,
        String kind,
        int sizeFactor,
        int defaultWidth,
        int defaultHeight,
        int minSide,
        int maxSide,
        int defaultSteps,
        float defaultGuidanceScale,
        String defaultScheduler,
        List<String> schedulers,
        int maxSteps,
        Map<String, StepRange> schedulerSteps,
        Set<Pipeline> pipelines,
        int maxClipSkip) {
    /** Copies the collections. */
    public ModelDescription {
        schedulers = List.copyOf(schedulers);
        schedulerSteps = Map.copyOf(schedulerSteps);
        pipelines = Set.copyOf(pipelines);
    }

    /** Steps of a request for {@code scheduler}. */
    public StepRange steps(String scheduler) {
        return schedulerSteps.getOrDefault(scheduler, new StepRange(1, maxSteps));
    }
}
