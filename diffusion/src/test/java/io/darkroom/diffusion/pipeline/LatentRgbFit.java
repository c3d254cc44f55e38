package io.darkroom.diffusion.pipeline;

import java.util.Arrays;

/** The factors of {@code latent_rgb.json} that come closest to decoded pictures, by least squares. */
final class LatentRgbFit {
    /*
     * With a unit's channels and a 1 as row x of X, and the mean colours of the pixels it decodes to as row y of Y, the
     * factors f solve the normal equations (X' X) f = X' Y. Both sides are kept beside one another in one matrix.
     */
    private static final int COLOURS = 3;

    private final int terms;
    private final double[][] equations;

    LatentRgbFit(int channels) {
        terms = channels + 1;
        equations = new double[terms][terms + COLOURS];
    }

    /** Takes in a finished latent, [channels, height, width], and what it decodes to. */
    void add(float[] latent, Raster decoded) {
        int units = latent.length / (terms - 1);
        int scale = (int) Math.round(Math.sqrt((double) decoded.width() * decoded.height() / units));
        double[] row = new double[terms + COLOURS];
        for (int unit = 0; unit < units; unit++) {
            for (int channel = 0; channel < terms - 1; channel++) {
                row[channel] = latent[channel * units + unit];
            }
            row[terms - 1] = 1;
            for (int colour = 0; colour < COLOURS; colour++) {
                row[terms + colour] = mean(decoded, unit, scale, colour);
            }
            for (int i = 0; i < terms; i++) {
                for (int j = 0; j < row.length; j++) {
                    equations[i][j] += row[i] * row[j];
                }
            }
        }
    }

    /** Of the pixels of a latent unit, -1..1. */
    private static double mean(Raster decoded, int unit, int scale, int colour) {
        int perRow = decoded.width() / scale;
        int sum = 0;
        for (int y = 0; y < scale; y++) {
            for (int x = 0; x < scale; x++) {
                int pixel = (unit / perRow * scale + y) * decoded.width() + unit % perRow * scale + x;
                sum += decoded.rgb()[3 * pixel + colour] & 0xff;
            }
        }
        return sum / (127.5 * scale * scale) - 1;
    }

    /** For each colour a weight of each channel, then a constant. */
    double[][] factors() {
        // Gauss and Jordan without a search for pivots: X' X is positive definite.
        double[][] rows = Arrays.stream(equations).map(double[]::clone).toArray(double[][]::new);
        for (int pivot = 0; pivot < terms; pivot++) {
            double divisor = rows[pivot][pivot];
            for (int j = 0; j < rows[pivot].length; j++) {
                rows[pivot][j] /= divisor;
            }
            for (int i = 0; i < terms; i++) {
                double factor = rows[i][pivot];
                for (int j = 0; i != pivot && j < rows[i].length; j++) {
                    rows[i][j] -= factor * rows[pivot][j];
                }
            }
        }
        double[][] factors = new double[COLOURS][terms];
        for (int colour = 0; colour < COLOURS; colour++) {
            for (int i = 0; i < terms; i++) {
                factors[colour][i] = rows[i][terms + colour];
            }
        }
        return factors;
    }
}
