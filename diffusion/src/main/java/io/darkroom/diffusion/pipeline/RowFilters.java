package io.darkroom.diffusion.pipeline;

/** PNG's row filters for 8-bit RGB (PNG, third edition, section 9). */
final class RowFilters {
    /*
     * Every row takes the filter whose residuals, read as signed bytes, have the least sum of magnitudes: the heuristic of
     * section 12.7, which costs one pass per filter instead of one compression.
     */
    private static final int PIXEL = 3;
    private static final int FILTERS = 5;

    private final byte[] rgb;
    private final int stride;

    private RowFilters(byte[] rgb, int stride) {
        this.rgb = rgb;
        this.stride = stride;
    }

    /** Every row of the picture behind the number of its filter, 0..4. */
    static byte[] apply(Raster raster) {
        RowFilters filters = new RowFilters(raster.rgb(), PIXEL * raster.width());
        byte[] filtered = new byte[(filters.stride + 1) * raster.height()];
        for (int row = 0; row < raster.height(); row++) {
            int best = filters.best(row);
            int start = row * (filters.stride + 1);
            filtered[start] = (byte) best;
            for (int column = 0; column < filters.stride; column++) {
                filtered[start + 1 + column] = filters.residual(best, row, column);
            }
        }
        return filtered;
    }

    private int best(int row) {
        int best = 0;
        long least = Long.MAX_VALUE;
        for (int filter = 0; filter < FILTERS; filter++) {
            long sum = 0;
            for (int column = 0; column < stride; column++) {
                sum += Math.abs(residual(filter, row, column));
            }
            if (sum < least) {
                least = sum;
                best = filter;
            }
        }
        return best;
    }

    private byte residual(int filter, int row, int column) {
        int left = at(row, column - PIXEL);
        int above = at(row - 1, column);
        int predicted = switch (filter) {
            case 0 -> 0;
            case 1 -> left;
            case 2 -> above;
            case 3 -> (left + above) / 2;
            default -> paeth(left, above, at(row - 1, column - PIXEL));
        };
        return (byte) (at(row, column) - predicted);
    }

    /** The byte there, 0..255; 0 outside the picture. */
    private int at(int row, int column) {
        return row < 0 || column < 0 ? 0 : rgb[row * stride + column] & 0xff;
    }

    private static int paeth(int left, int above, int aboveLeft) {
        int estimate = left + above - aboveLeft;
        int toLeft = Math.abs(estimate - left);
        int toAbove = Math.abs(estimate - above);
        int toAboveLeft = Math.abs(estimate - aboveLeft);
        if (toLeft <= toAbove && toLeft <= toAboveLeft) {
            return left;
        }
        return toAbove <= toAboveLeft ? above : aboveLeft;
    }
}
