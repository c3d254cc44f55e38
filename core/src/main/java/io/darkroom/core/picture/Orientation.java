package io.darkroom.core.picture;

/**
 * How a stored picture is turned (Exif 2.32, tag 274): where its first row and its first column belong.
 *
 * @param value 1..8 as Exif counts
 */
record Orientation(int value) {
    static final Orientation UPRIGHT = new Orientation(1);

    /** Values from here on stand on their side. */
    private static final int FIRST_SWAPPED = 5;

    private static final int LAST = 8;

    /** The orientation of that value; upright for what is none. */
    static Orientation of(int value) {
        return value >= 1 && value <= LAST ? new Orientation(value) : UPRIGHT;
    }

    boolean swapsSides() {
        return value >= FIRST_SWAPPED;
    }

    /** Where the stored pixel ({@code x}, {@code y}) of a {@code width} x {@code height} picture belongs, row-major. */
    int target(int x, int y, int width, int height) {
        int right = width - 1 - x;
        int up = height - 1 - y;
        return switch (value) {
            case 2 -> y * width + right;
            case 3 -> up * width + right;
            case 4 -> up * width + x;
            case 5 -> x * height + y;
            case 6 -> x * height + up;
            case 7 -> right * height + up;
            case 8 -> right * height + y;
            default -> y * width + x;
        };
    }
}
