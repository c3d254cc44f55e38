package io.darkroom.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private final List<String> calls = new ArrayList<>();

    @Test
    void interleavesAndLetsEverybodyBegin() {
        Contestant a = contestant("a");
        Contestant b = contestant("b");

        Figures figures = new Rounds(3, line -> {}).run(List.of(a, b));

        assertThat(calls).containsExactly("a", "b", "a", "b", "b", "a", "a", "b");
        // The first call of each was the warm-up.
        assertThat(figures.of(a)).containsExactly(2, 3, 4);
        assertThat(figures.of(b)).containsExactly(2, 3, 4);
    }

    private Contestant contestant(String name) {
        return Contestant.of(name, () -> {
            calls.add(name);
            return calls.stream().filter(name::equals).count();
        });
    }
}
