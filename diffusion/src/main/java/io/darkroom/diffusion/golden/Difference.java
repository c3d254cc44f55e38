package io.darkroom.diffusion.golden;

import io.darkroom.diffusion.pipeline.Raster;

/**
 * How far a picture is from a recorded one, over all its values of 0..255.
 *
 * @param shareWithinOne share of the values that are at most 1 apart, 0..1
 * @param largest the largest difference
 * @param mean the mean difference
 */
public record Difference(double shareWithinOne, int largest, double mean) {
    private static final double LEAST_SHARE = 0.995;
    private static final int MOST = 3;
    private static final double MOST_MEAN_OF_HALF = 3;

    /**
     * Compares two pictures.
     *
     * @throws IllegalArgumentException if they differ in size
     */
    public static Difference between(Raster drawn, Raster recorded) {
        if (drawn.width() != recorded.width() || drawn.height() != recorded.height()) {
            throw new IllegalArgumentException("it is " + drawn.width() + "x" + drawn.height() + ", recorded is "
                    + recorded.width() + "x" + recorded.height());
        }
        byte[] rgb = drawn.rgb();
        byte[] expected = recorded.rgb();
        int within = 0;
        int largest = 0;
        long sum = 0;
        for (int i = 0; i < rgb.length; i++) {
            int difference = Math.abs((rgb[i] & 0xff) - (expected[i] & 0xff));
            within += difference <= 1 ? 1 : 0;
            largest = Math.max(largest, difference);
            sum += difference;
        }
        return new Difference((double) within / rgb.length, largest, (double) sum / rgb.length);
    }

    /**
     * Whether the picture counts as the recorded one. Of single precision at least 99.5 % of the values are within 1 and none
     * is off by more than 3. A graph in half precision rounds at every operator, and the recordings are of single precision:
     * there the mean is held to 3.
     */
    public boolean holds(boolean halfPrecision) {
        return halfPrecision ? mean <= MOST_MEAN_OF_HALF : shareWithinOne >= LEAST_SHARE && largest <= MOST;
    }
}
