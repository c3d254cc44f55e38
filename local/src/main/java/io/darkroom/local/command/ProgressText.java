package io.darkroom.local.command;

import java.time.Duration;

/**
 * How far a job is.
 *
 * @param step steps done of the picture at hand
 * @param steps that one picture takes, 0 while unknown
 * @param imagesDone pictures finished
 * @param images pictures in all
 */
record ProgressText(int step, int steps, int imagesDone, int images) {
    private static final int BAR_WIDTH = 24;

    /** Steps of all pictures done so far. */
    int done() {
        return Math.min(imagesDone * steps + step, total());
    }

    /** Steps of all pictures. */
    int total() {
        return steps * images;
    }

    /** 0..100. */
    int percent() {
        return total() == 0 ? 0 : (int) (100L * done() / total());
    }

    /** The bar with its numbers, at most 79 columns. */
    String bar(Duration sinceFirstStep) {
        int filled = total() == 0 ? 0 : BAR_WIDTH * done() / total();
        return "[" + "#".repeat(filled) + "-".repeat(BAR_WIDTH - filled) + "] " + numbers() + timeLeft(sinceFirstStep);
    }

    /** The numbers alone. */
    String numbers() {
        String text = "step " + done() + "/" + total();
        return images == 1 ? text : text + ", picture " + Math.min(imagesDone + 1, images) + "/" + images;
    }

    /** Empty until there is something to reckon from. */
    private String timeLeft(Duration sinceFirstStep) {
        int counted = done() - 1;
        int left = total() - done();
        if (counted < 1 || left == 0) {
            return "";
        }
        long seconds = Math.round(sinceFirstStep.toMillis() / 1000.0 * left / counted);
        return seconds < 60 ? ", " + seconds + " s left" : ", " + seconds / 60 + " min " + seconds % 60 + " s left";
    }
}
