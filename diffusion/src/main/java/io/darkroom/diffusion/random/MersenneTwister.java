package io.darkroom.diffusion.random;

/** The 32-bit Mersenne twister MT19937. Mutable, for one thread. */
final class MersenneTwister {
    /*
     * Matsumoto, Nishimura, "Mersenne Twister: A 623-Dimensionally Equidistributed Uniform Pseudo-Random Number
     * Generator", ACM TOMACS 8(1), 1998; the seeding is that of their revision of 2002.
     */
    private static final int WORDS = 624;
    private static final int MIDDLE = 397;
    private static final int MATRIX = 0x9908b0df;
    private static final int UPPER = 0x80000000;
    private static final int LOWER = 0x7fffffff;

    private final int[] state = new int[WORDS];
    private int next = WORDS;

    /** Starts the sequence of {@code seed}, taken as unsigned. */
    MersenneTwister(int seed) {
        state[0] = seed;
        for (int i = 1; i < WORDS; i++) {
            int last = state[i - 1];
            state[i] = 1812433253 * (last ^ (last >>> 30)) + i;
        }
    }

    /** The next 32 random bits. */
    int nextInt() {
        if (next == WORDS) {
            refill();
        }
        int y = state[next++];
        y ^= y >>> 11;
        y ^= (y << 7) & 0x9d2c5680;
        y ^= (y << 15) & 0xefc60000;
        return y ^ (y >>> 18);
    }

    /** The next 64 random bits: the first draw is the upper half. */
    long nextLong() {
        long upper = nextInt();
        return upper << 32 | Integer.toUnsignedLong(nextInt());
    }

    private void refill() {
        for (int i = 0; i < WORDS; i++) {
            int y = (state[i] & UPPER) | (state[(i + 1) % WORDS] & LOWER);
            state[i] = state[(i + MIDDLE) % WORDS] ^ (y >>> 1) ^ ((y & 1) == 0 ? 0 : MATRIX);
        }
        next = 0;
    }
}
