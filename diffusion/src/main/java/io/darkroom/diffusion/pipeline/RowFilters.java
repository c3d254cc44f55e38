package io.darkroom.diffusion.pipeline;

import java.util.Arrays;

/** PNG's row filters for 8-bit RGB (PNG, third edition, section 9). */
final class RowFilters {
    /*
     * Every row takes the filter whose residuals, read as signed bytes, have the least sum of magnitudes: the heuristic of
     * section 12.7, which costs one pass per filter instead of one compression. A loop for each filter, without a choice in
     * it, is what the compiler makes vector instructions of.
     */
    private static final int PIXEL = 3;
    private static final int FILTERS = 5;

    private final int stride;
    private final byte[][] residuals;
    private final byte[] none;

    /** A row and the one above it, behind one pixel of zeros, which is what lies outside of the picture. */
    private byte[] row;

    private byte[] above;

    private RowFilters(int stride) {
        this.stride = stride;
        this.residuals = new byte[FILTERS][stride];
        this.none = residuals[0];
        this.row = new byte[PIXEL + stride];
        this.above = new byte[PIXEL + stride];
    }

    /** Every row of the picture behind the number of its filter, 0..4. */
    static byte[] apply(Raster raster) {
        int stride = PIXEL * raster.width();
        RowFilters filters = new RowFilters(stride);
        byte[] filtered = new byte[(stride + 1) * raster.height()];
        for (int y = 0; y < raster.height(); y++) {
            filters.next(raster.rgb(), y * stride);
            int best = filters.best();
            filtered[y * (stride + 1)] = (byte) best;
            System.arraycopy(filters.residuals[best], 0, filtered, y * (stride + 1) + 1, stride);
        }
        filters.clear();
        return filtered;
    }

    private void next(byte[] rgb, int start) {
        byte[] last = above;
        above = row;
        row = last;
        System.arraycopy(rgb, start, row, PIXEL, stride);
        System.arraycopy(rgb, start, none, 0, stride);
        subtractLeft(residuals[1]);
        subtractAbove(residuals[2]);
        subtractAverage(residuals[3]);
        subtractPaeth(residuals[4]);
    }

    private void subtractLeft(byte[] residual) {
        for (int i = 0; i < stride; i++) {
            residual[i] = (byte) (row[i + PIXEL] - row[i]);
        }
    }

    private void subtractAbove(byte[] residual) {
        for (int i = 0; i < stride; i++) {
            residual[i] = (byte) (row[i + PIXEL] - above[i + PIXEL]);
        }
    }

    private void subtractAverage(byte[] residual) {
        for (int i = 0; i < stride; i++) {
            residual[i] = (byte) (row[i + PIXEL] - ((row[i] & 0xff) + (above[i + PIXEL] & 0xff)) / 2);
        }
    }

    private void subtractPaeth(byte[] residual) {
        for (int i = 0; i < stride; i++) {
            residual[i] = (byte) (row[i + PIXEL] - paeth(row[i] & 0xff, above[i + PIXEL] & 0xff, above[i] & 0xff));
        }
    }

    private static int paeth(int left, int above, int aboveLeft) {
        int toLeft = Math.abs(above - aboveLeft);
        int toAbove = Math.abs(left - aboveLeft);
        int toAboveLeft = Math.abs(left + above - 2 * aboveLeft);
        if (toLeft <= toAbove && toLeft <= toAboveLeft) {
            return left;
        }
        return toAbove <= toAboveLeft ? above : aboveLeft;
    }

    private int best() {
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int filter = 0; filter < FILTERS; filter++) {
            int sum = magnitude(residuals[filter]);
            if (sum < least) {
                least = sum;
                best = filter;
            }
        }
        return best;
    }

    private static int magnitude(byte[] residual) {
        int sum = 0;
        for (byte value : residual) {
            sum += Math.abs(value);
        }
        return sum;
    }

    /** Leaves nothing of the picture behind. */
    private void clear() {
        for (byte[] residual : residuals) {
            Arrays.fill(residual, (byte) 0);
        }
        Arrays.fill(row, (byte) 0);
        Arrays.fill(above, (byte) 0);
    }
}
