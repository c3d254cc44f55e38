package io.darkroom.diffusion.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class RowCostsTest {
    private final RowCosts costs = new RowCosts();

    @Test
    void knowsNothingAtFirstAndTriesAFewRows() {
        assertThat(costs.seconds(4)).isZero();
        assertThat(costs.worthwhile(1)).isEqualTo(1);
        assertThat(costs.worthwhile(50)).isEqualTo(4);
    }

    @Test
    void expectsAStraightLineBetweenWhatItMeasured() {
        costs.measured(2, 10);
        costs.measured(6, 14);

        assertThat(costs.seconds(2)).isEqualTo(10);
        assertThat(costs.seconds(4)).isEqualTo(12);
        assertThat(costs.seconds(12)).isEqualTo(28);
        assertThat(costs.seconds(1)).isEqualTo(10);
    }

    @Test
    void oneSlowCallChangesNothing() {
        for (int i = 0; i < 3; i++) {
            costs.measured(2, 1);
        }

        costs.measured(2, 100);

        assertThat(costs.seconds(2)).isEqualTo(1);
    }

    @Test
    void followsAMachineThatHasBecomeSlower() {
        for (int i = 0; i < 10; i++) {
            costs.measured(2, 1);
        }

        for (int i = 0; i < 3; i++) {
            costs.measured(2, 4);
        }

        assertThat(costs.seconds(2)).isEqualTo(4);
    }

    @Test
    void takesAllThatWaitWhereRowsAreForFree() {
        assertThat(learned(rows -> 10, 32)).isEqualTo(32);
    }

    @Test
    void takesNoMoreThanSaturateTheDevice() {
        assertThat(learned(rows -> Math.max(8, rows), 32)).isEqualTo(8);
    }

    @Test
    void growsFromPicturesThatAllTakeTwoRows() {
        for (int call = 0; call < 40; call++) {
            int rows = costs.worthwhile(8) / 2 * 2;
            costs.measured(rows, 10 + rows);
        }

        assertThat(costs.worthwhile(8)).isEqualTo(8);
    }

    @Test
    void takesOneRowWhereEachMakesTheOthersDearer() {
        assertThat(learned(rows -> rows * rows, 32)).isEqualTo(1);
    }

    @Test
    void findsOutThatALargerBatchWasOnlySlowForAWhile() {
        for (int i = 0; i < 5; i++) {
            costs.measured(4, 4);
            costs.measured(8, 80);
        }

        Set<Integer> tried = new TreeSet<>();
        for (int call = 0; call < 2000; call++) {
            int rows = costs.worthwhile(8);
            tried.add(rows);
            costs.measured(rows, rows <= 4 ? 4 : 5);
        }

        assertThat(tried).contains(4, 8);
        assertThat(costs.worthwhile(8)).isEqualTo(8);
    }

    @Test
    void halvesABatchThatFoundNoMemoryAndTriesLargerOnesOnlyMuchLater() {
        learn(rows -> 10, 32);

        costs.outOfMemory(32);

        assertThat(costs.worthwhile(32)).isEqualTo(16);
        for (int call = 0; call < 255; call++) {
            costs.measured(16, 10);
            assertThat(costs.worthwhile(32)).isLessThanOrEqualTo(16);
        }
        costs.measured(16, 10);
        assertThat(costs.worthwhile(32)).isEqualTo(32);
    }

    @Test
    void oneRowIsAlwaysTried() {
        costs.outOfMemory(1);

        assertThat(costs.worthwhile(8)).isEqualTo(1);
    }

    @Test
    void theMedianOfTwoIsTheLower() {
        Recent recent = new Recent();
        recent.add(3);
        recent.add(1);

        assertThat(recent.median()).isEqualTo(1, within(0.0));
    }

    private int learned(IntToDoubleFunction seconds, int waiting) {
        learn(seconds, waiting);
        return costs.worthwhile(waiting);
    }

    /** As many calls as find out, and as leave no probe due. */
    private void learn(IntToDoubleFunction seconds, int waiting) {
        for (int call = 0; call < 320; call++) {
            int rows = costs.worthwhile(waiting);
            costs.measured(rows, seconds.applyAsDouble(rows));
        }
    }
}
