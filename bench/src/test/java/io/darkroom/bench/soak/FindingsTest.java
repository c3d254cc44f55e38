package io.darkroom.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.testkit.Objection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private static final Map<String, Integer> DRAWN = Map.of("succeeded", 100, "cancelled", 9);

    private final Growth growth = new Growth();

    @Test
    void aRunWhoseJobsWereDrawnOrDeletedIsGood() {
        assertThat(findings(DRAWN, List.of(), Map.of()).areGood()).isTrue();
    }

    @Test
    void aRunWithAJobThatEndedOtherwiseIsNot() {
        assertThat(findings(Map.of("succeeded", 99, "failed", 1), List.of(), Map.of())
                        .areGood())
                .isFalse();
        assertThat(findings(Map.of("succeeded", 99, "expired", 1), List.of(), Map.of())
                        .areGood())
                .isFalse();
    }

    @Test
    void aRunInWhichNothingWasDrawnIsNot() {
        assertThat(findings(Map.of("cancelled", 9), List.of(), Map.of()).areGood())
                .isFalse();
    }

    @Test
    void aRunWithAnAnswerThatNobodyShouldGetIsNot() {
        assertThat(findings(DRAWN, List.of(), Map.of("500 internal_error", 1)).areGood())
                .isFalse();
    }

    @Test
    void aRunWithAnObjectionIsNot() {
        List<Objection> objections = List.of(new Objection(Objection.Kind.LOST, "a", "nobody knows it"));

        assertThat(findings(DRAWN, objections, Map.of()).areGood()).isFalse();
    }

    @Test
    void aRunInWhichThreadsGrowIsNot() {
        IntStream.range(0, 20).forEach(look -> growth.note("api", Optional.of(new Size(1, 200, 40 + 10 * look))));

        assertThat(findings(DRAWN, List.of(), Map.of()).areGood()).isFalse();
    }

    private Findings findings(Map<String, Integer> ends, List<Objection> objections, Map<String, Integer> unexpected) {
        return new Findings(
                100, ends, objections, new double[] {1}, Map.of(), growth, unexpected, Duration.ofMinutes(3));
    }
}
