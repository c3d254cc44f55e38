package io.darkroom.bench.engine;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * How long one picture took, in milliseconds.
 *
 * @param firstStep from the order to the end of its first step
 * @param lastStep from the order to the end of its last step
 * @param picture from the order to the encoded picture
 * @param steps that it took
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record DrawingTimes(double firstStep, double lastStep, double picture, int steps) {
    /** From the order to the end of step {@code number}, from 1; steps are taken to last equally long. */
    public double until(int number) {
        return steps == 1 ? firstStep : firstStep + (lastStep - firstStep) * (number - 1) / (steps - 1);
    }
}
