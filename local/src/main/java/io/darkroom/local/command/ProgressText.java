package io.darkroom.local.command;

import java.time.Duration;

/**
 * How far a job is. Its pictures are drawn together, so a step is one step of all of them.
 *
 * @param step steps done
 * @param steps of how many, 0 while unknown
 * @param imagesDone pictures finished
 * @param images pictures in all
 */
record ProgressText(int step, int steps, int imagesDone, int images) {
    private static final int BAR_WIDTH = 24;

    /** 0..100. */
    int percent() {
        return steps == 0 ? 0 : (int) (100L * step / steps);
    }

    /** The bar with its numbers, at most 79 columns. */
    String bar(Duration sinceFirstStep) {
        int filled = steps == 0 ? 0 : BAR_WIDTH * step / steps;
        return "[" + "#".repeat(filled) + "-".repeat(BAR_WIDTH - filled) + "] " + numbers() + timeLeft(sinceFirstStep);
    }

    /** The numbers alone. */
    String numbers() {
        return "step " + step + "/" + steps + ", " + imagesDone + "/" + images
                + (images == 1 ? " picture" : " pictures");
    }

    /** Empty until there is something to reckon from. */
    private String timeLeft(Duration sinceFirstStep) {
        int counted = step - 1;
        int left = steps - step;
        if (counted < 1 || left <= 0) {
            return "";
        }
        long seconds = Math.round(sinceFirstStep.toMillis() / 1000.0 * left / counted);
        return seconds < 60 ? ", " + seconds + " s left" : ", " + seconds / 60 + " min " + seconds % 60 + " s left";
    }
}
