package io.darkroom.diffusion.shelf;

import io.darkroom.diffusion.pipeline.EngineSettings;
import java.time.Duration;

/**
 * How a {@link ModelShelf} is kept.
 *
 * @param budgetBytes most that its loaded models may take together, by {@link ModelShelf#sizeOf their size}, at least 1;
 *     {@link Long#MAX_VALUE} for no limit
 * @param patience how long a lease waits for its turn and for room, at most a day
 * @param engine how its models are run
 */
public record ShelfSettings(long budgetBytes, Duration patience, EngineSettings engine) {
    private static final Duration LONGEST = Duration.ofDays(1);

    /** Checks the ranges. */
    public ShelfSettings {
        if (budgetBytes < 1) {
            throw new IllegalArgumentException("budgetBytes must be at least 1, was " + budgetBytes);
        }
        if (patience.isNegative() || patience.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("patience must be 0.." + LONGEST + ", was " + patience);
        }
    }
}
