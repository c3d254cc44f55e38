package io.darkroom.diffusion.random;

/**
 * The noise of {@code torch.randn(shape, generator=torch.Generator().manual_seed(seed))} on the CPU in float32.
 *
 * <p>The uniform numbers beneath are torch's bit for bit; the normal ones differ by at most 2e-6, since torch's
 * vectorised logarithm and cosine round the last bits differently from Java's. Mutable, for one thread.
 */
public final class TorchCpuGenerator implements NoiseSource {
    /*
     * Box, Muller, "A Note on the Generation of Random Normal Deviates", 1958, in the two ways that torch has (ATen:
     * CPUGeneratorImpl, DistributionTemplates.h, TransformationHelper.h).
     *
     * Fewer than 16 values: one after the other, in double; each pair's second value waits for the next draw, even if a
     * long draw comes between. The uniform takes 53 bits, and u2 makes the radius.
     *
     * 16 values or more: in float. All uniforms (24 bits each) come first, then blocks of 16 turn into normals, value j
     * with value j + 8. If the length is not a multiple of 16, the last 16 values are drawn again as a block.
     */
    private static final int BLOCK = 16;
    private static final int HALF = BLOCK / 2;
    private static final float FLOAT_UNIT = 0x1p-24f;
    private static final double DOUBLE_UNIT = 0x1p-53;
    private static final float TWO_PI = (float) (2 * Math.PI);

    private final MersenneTwister bits;
    private boolean secondWaits;
    private double second;

    /**
     * Creates the generator in the state after {@code manual_seed(seed)}.
     *
     * @param seed any; torch uses its low 32 bits only, so that seeds 2^32 apart draw the same
     */
    public TorchCpuGenerator(long seed) {
        bits = new MersenneTwister((int) seed);
    }

    @Override
    public void fill(float[] out) {
        if (out.length < BLOCK) {
            for (int i = 0; i < out.length; i++) {
                out[i] = (float) nextNormal();
            }
            return;
        }
        uniform(out, 0);
        for (int i = 0; i <= out.length - BLOCK; i += BLOCK) {
            boxMuller(out, i);
        }
        if (out.length % BLOCK != 0) {
            uniform(out, out.length - BLOCK);
            boxMuller(out, out.length - BLOCK);
        }
    }

    private double nextNormal() {
        if (secondWaits) {
            secondWaits = false;
            return second;
        }
        double u1 = nextDouble();
        double u2 = nextDouble();
        double radius = Math.sqrt(-2 * Math.log1p(-u2));
        double theta = 2 * Math.PI * u1;
        second = radius * Math.sin(theta);
        secondWaits = true;
        return radius * Math.cos(theta);
    }

    private double nextDouble() {
        return (bits.nextLong() & ((1L << 53) - 1)) * DOUBLE_UNIT;
    }

    private void uniform(float[] out, int from) {
        for (int i = from; i < out.length; i++) {
            out[i] = (bits.nextInt() & ((1 << 24) - 1)) * FLOAT_UNIT;
        }
    }

    /** Turns 16 uniform values into normal ones, in place. */
    private static void boxMuller(float[] out, int from) {
        for (int j = from; j < from + HALF; j++) {
            float u1 = 1 - out[j]; // (0, 1]: no logarithm of 0
            float u2 = out[j + HALF];
            float radius = (float) Math.sqrt(-2 * (float) Math.log(u1));
            float theta = TWO_PI * u2; // rounded to float, as torch rounds it
            out[j] = radius * (float) Math.cos(theta);
            out[j + HALF] = radius * (float) Math.sin(theta);
        }
    }
}
