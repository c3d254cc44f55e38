package io.darkroom.diffusion.scheduler;

/** How an ancestral step from one noise level to the next splits into a step down and noise back up. */
final class Ancestral {
    private Ancestral() {}

    /** Standard deviation of the noise added. */
    static float up(float sigma, float next) {
        float square = sigma * sigma;
        float nextSquare = next * next;
        return (float) Math.sqrt(nextSquare * (square - nextSquare) / square);
    }

    /** Sigma that the step goes down to. */
    static float down(float sigma, float next) {
        float up = up(sigma, next);
        return (float) Math.sqrt(next * next - up * up);
    }
}
