package io.darkroom.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobIdTest {
    @Test
    void readsWhatItPrints() {
        JobId id = JobId.random();

        assertThat(JobId.parse(id.toString())).contains(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "6F1C2A34-0000-4000-8000-000000000001", "1-2-3-4-5", "a red circle"})
    void takesNothingButTheCanonicalForm(String text) {
        assertThat(JobId.parse(text)).isEmpty();
    }
}
