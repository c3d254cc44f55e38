package io.darkroom.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
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
    void aRunInWhichThreadsGrowIsNoGoodOne() {
        assertThat(findings().areGood()).isTrue();

        note("api", look -> 200, look -> 40 + 10 * look);

        assertThat(findings().areGood()).isFalse();
    }

    private Findings findings() {
        return new Findings(
                1,
                Map.of("succeeded", 1),
                List.of(),
                new double[] {1},
                Map.of(),
                growth,
                Map.of(),
                Duration.ofMinutes(3));
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
