package io.darkroom.diffusion.onnx;

/**
 * What decides the size of a call's buffers.
 *
 * @param rows batch rows
 * @param height in latent units or pixels, whichever the graph is fed
 * @param width likewise
 * @param tokens length of the texts, 0 where there are none
 */
record Shape(int rows, int height, int width, int tokens) {
    /** Whether buffers of this shape are large enough for a call of that one. */
    boolean holds(Shape call) {
        return rows >= call.rows && height == call.height && width == call.width && tokens == call.tokens;
    }

    /** The same with room for up to twice the rows, so that batches of many sizes share a few buffers. */
    Shape roomy() {
        int roomyRows = Integer.highestOneBit(rows);
        return new Shape(roomyRows == rows ? rows : 2 * roomyRows, height, width, tokens);
    }
}
