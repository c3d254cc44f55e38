package io.darkroom.diffusion.random;

/**
 * The noise of {@code torch.randn(shape, generator=torch.Generator("cuda").manual_seed(seed))} in float32, on any machine.
 *
 * <p>Holds for tensors of up to as many values as the GPU runs threads at a time, some hundred thousand; larger ones differ
 * from GPU to GPU. Mutable, for one thread.
 */
public final class TorchCudaGenerator implements NoiseSource {
    /*
     * Salmon, Moraes, Dror, Shaw, "Parallel Random Numbers: As Easy as 1, 2, 3", SC 2011: Philox 4x32-10, as cuRAND has it.
     *
     *   counter   draw (64 bits), number of the value (64 bits)      key   seed (64 bits)
     *
     * Each value has a thread of its own in torch's kernel, which takes the first of the four normals it can make:
     * sqrt(-2 ln u) sin(v), u and v from the first two words, in float.
     */
    private static final int ROUNDS = 10;
    private static final long MULTIPLIER_0 = 0xD2511F53L;
    private static final long MULTIPLIER_1 = 0xCD9E8D57L;
    private static final int WEYL_0 = 0x9E3779B9;
    private static final int WEYL_1 = 0xBB67AE85;
    private static final float UNIT = 0x1p-32f;
    private static final float TURN = (float) (2 * Math.PI) * UNIT;

    private final int keyLow;
    private final int keyHigh;
    private final int[] words = new int[4];
    private long draw;

    /**
     * Creates the generator in the state after {@code manual_seed(seed)}.
     *
     * @param seed any; all 64 bits count
     */
    public TorchCudaGenerator(long seed) {
        keyLow = (int) seed;
        keyHigh = (int) (seed >>> 32);
    }

    @Override
    public void fill(float[] out) {
        for (int i = 0; i < out.length; i++) {
            words[0] = (int) draw;
            words[1] = (int) (draw >>> 32);
            words[2] = i;
            words[3] = 0;
            encrypt();
            out[i] = normal(words[0], words[1]);
        }
        draw++;
    }

    private void encrypt() {
        int low = keyLow;
        int high = keyHigh;
        for (int round = 0; round < ROUNDS; round++) {
            long product0 = MULTIPLIER_0 * Integer.toUnsignedLong(words[0]);
            long product1 = MULTIPLIER_1 * Integer.toUnsignedLong(words[2]);
            words[0] = (int) (product1 >>> 32) ^ words[1] ^ low;
            words[1] = (int) product1;
            words[2] = (int) (product0 >>> 32) ^ words[3] ^ high;
            words[3] = (int) product0;
            low += WEYL_0;
            high += WEYL_1;
        }
    }

    private static float normal(int x, int y) {
        float u = Integer.toUnsignedLong(x) * UNIT + UNIT / 2;
        float v = Integer.toUnsignedLong(y) * TURN + TURN / 2;
        return (float) (Math.sqrt(-2 * Math.log(u)) * Math.sin(v));
    }
}
