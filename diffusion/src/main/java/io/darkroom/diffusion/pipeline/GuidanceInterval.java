package io.darkroom.diffusion.pipeline;

/**
 * The part of the way on which there is guidance.
 *
 * @param from share of the steps before it, 0..1
 * @param to share of the steps up to its end, {@code from}..1
 */
record GuidanceInterval(double from, double to) {
    static final GuidanceInterval WHOLE = new GuidanceInterval(0, 1);

    boolean contains(double progress) {
        return progress >= from && progress < to;
    }
}
