package io.darkroom.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SupervisorTest {
    @Test
    void waitsLongerEachTimeUpToHalfAMinute() {
        assertThat(IntStream.rangeClosed(0, 8).mapToObj(Supervisor::waitAfter).map(Duration::toSeconds))
                .containsExactly(0L, 1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L);
    }
}
