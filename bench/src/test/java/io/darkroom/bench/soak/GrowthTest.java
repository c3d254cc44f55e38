package io.darkroom.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GrowthTest {
    private final Growth growth = new Growth();

    @Test
    void whatBreathesHasNotGrown() {
        note("api", look -> 200 + look % 3 * 50, look -> 40 + look % 2);

        assertThat(growth.grown()).isEmpty();
    }

    @Test
    void halfAsMuchAgainAnd128MegabytesAreAllowedAndNoMore() {
        note("allowed", look -> look < 10 ? 200 : 428, look -> 40);
        note("too much", look -> look < 10 ? 200 : 429, look -> 40);

        assertThat(growth.grown()).containsExactly("too much");
    }

    @Test
    void halfAsManyThreadsAgainAndEightAreAllowedAndNoMore() {
        note("allowed", look -> 200, look -> look < 10 ? 40 : 68);
        note("too many", look -> 200, look -> look < 10 ? 40 : 69);

        assertThat(growth.grown()).containsExactly("too many");
    }

    @Test
    void aPartThatIsAwayIsTakenToBeWhatItWas() {
        note("worker-1", look -> 200, look -> 40);

        growth.note("worker-1", Optional.empty());

        assertThat(growth.of("worker-1")).hasSize(21);
        assertThat(growth.grown()).isEmpty();
    }

    @Test
    void aProcessIsHeldToItsOwnFirstMinuteAndNotToThatOfAnother() {
        note("worker-1", look -> 200, look -> 40);
        IntStream.range(0, 30).forEach(look -> growth.note("worker-1", Optional.of(new Size(2, 100 + 20 * look, 40))));

        assertThat(growth.grown()).containsExactly("worker-1");
    }

    @Test
    void whatAProcessLoadsInItsFirstMinuteIsNoGrowth() {
        note("api", look -> look < 6 ? 10 : 400, look -> look < 6 ? 5 : 60);

        assertThat(growth.grown()).isEmpty();
    }

    @Test
    void ofAPartWhoseProcessesAllDiedYoungNothingCanBeTold() {
        IntStream.range(0, 40)
                .forEach(look -> growth.note("api", Optional.of(new Size(look / 8, 100 + 20 * look, 40))));

        assertThat(growth.trend("api")).isEmpty();
        assertThat(growth.grown()).isEmpty();
        assertThat(growth.replacements("api")).isEqualTo(4);
    }

    private void note(String part, Numbers megabytes, Numbers threads) {
        IntStream.range(0, 20)
                .forEach(look -> growth.note(part, Optional.of(new Size(1, megabytes.at(look), threads.at(look)))));
    }

    /** A number for each look. */
    @FunctionalInterface
    private interface Numbers {
        int at(int look);
    }
}
