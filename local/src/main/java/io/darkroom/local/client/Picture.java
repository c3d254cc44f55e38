package io.darkroom.local.client;

/** One finished picture: a PNG and the seed it was drawn from. It prints as {@code Picture[hidden]}. */
public final class Picture {
    private final byte[] png;
    private final String seed;

    Picture(byte[] png, String seed) {
        this.png = png;
        this.seed = seed;
    }

    /** The file's content; the array is the picture's own. */
    public byte[] png() {
        return png;
    }

    /** Draws the same picture again; a 64-bit number, empty if it was not told. */
    public String seed() {
        return seed;
    }

    @Override
    public String toString() {
        return "Picture[hidden]";
    }
}
