package io.darkroom.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.ws.rs.core.Response;
import org.junit.jupiter.api.Test;

class ProblemMappersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ProblemMappers mappers = new ProblemMappers(registry);

    @Test
    void tellsNothingOfWhatWasNotForeseen() {
        try (Response response = mappers.unforeseen(new IllegalStateException("a fox"))) {
            assertThat(response.getStatus()).isEqualTo(500);
            Problem problem = (Problem) response.getEntity();
            assertThat(problem.code()).isEqualTo("internal_error");
            assertThat(problem.toString()).doesNotContain("a fox");
        }
        assertThat(registry.get("darkroom_api_refusals")
                        .tag("code", "internal_error")
                        .counter()
                        .count())
                .isEqualTo(1);
    }
}
