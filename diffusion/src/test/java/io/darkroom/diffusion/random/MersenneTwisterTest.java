package io.darkroom.diffusion.random;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MersenneTwisterTest {
    @Test
    void drawsTheTenThousandthNumberThatTheCppStandardNames() {
        MersenneTwister twister = new MersenneTwister(5489);
        for (int i = 1; i < 10_000; i++) {
            twister.nextInt();
        }

        assertThat(Integer.toUnsignedLong(twister.nextInt())).isEqualTo(4123659995L);
    }

    @Test
    void takesTheUpperHalfOfALongFirst() {
        MersenneTwister words = new MersenneTwister(1);
        long upper = Integer.toUnsignedLong(words.nextInt());
        long lower = Integer.toUnsignedLong(words.nextInt());

        assertThat(new MersenneTwister(1).nextLong()).isEqualTo(upper << 32 | lower);
    }
}
