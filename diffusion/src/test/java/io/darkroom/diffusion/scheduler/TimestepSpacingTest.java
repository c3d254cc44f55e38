package io.darkroom.diffusion.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TimestepSpacingTest {
    @ParameterizedTest
    @EnumSource
    void givesAsManyTimestepsAsAskedForEachOnce(TimestepSpacing spacing) {
        for (int steps = 1; steps <= 1000; steps++) {
            int[] timesteps = spacing.whole(1000, steps, 0);

            assertThat(timesteps).as(steps + " steps").hasSize(steps).doesNotHaveDuplicates();
            assertThat(timesteps[0]).as("first of " + steps).isLessThan(1000);
            assertThat(timesteps[steps - 1]).as("last of " + steps).isNotNegative();
        }
    }

    @Test
    void trailingStopsBeforeTheTimestepThatDiffusersAddsByARoundingError() {
        int[] timesteps = TimestepSpacing.TRAILING.whole(1000, 61, 0);

        assertThat(timesteps).hasSize(61).endsWith(32, 15);
    }

    @Test
    void roundsHalvesToTheEvenNeighbour() {
        int[] timesteps = TimestepSpacing.TRAILING.whole(10, 4, 0);

        assertThat(timesteps).as("10, 7.5, 5 and 2.5, less 1").containsExactly(9, 7, 4, 1);
    }

    @Test
    void leavesOutWhatAClippedEndHasNoRoomFor() {
        int[] timesteps = TimestepSpacing.TRAILING.beforeClean(1000, 890, 10, 0);

        assertThat(timesteps).containsExactly(889, 789, 689, 589, 489, 389, 289, 189, 89);
    }
}
