package io.darkroom.api.rest;

import static io.darkroom.api.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.api.problem.ErrorCode;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreferWaitTest {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @ParameterizedTest
    @ValueSource(
            strings = {"wait=30", "Wait = 30", "respond-async, wait=30", "wait=\"30\"", "handling=lenient; wait=30"})
    void findsTheWaitAmongOtherPreferences(String header) {
        assertThat(PreferWait.of(header, LONGEST)).contains(Duration.ofSeconds(30));
    }

    @Test
    void waitsNoLongerThanTheServerDoes() {
        assertThat(PreferWait.of("wait=999999999", LONGEST)).contains(LONGEST);
    }

    @Test
    void doesNotWaitUnlessAsked() {
        assertThat(PreferWait.of(null, LONGEST)).isEqualTo(Optional.empty());
        assertThat(PreferWait.of("respond-async", LONGEST)).isEmpty();
        assertThat(PreferWait.of("await=3", LONGEST)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait=", "wait=soon", "wait=-1", "wait=1.5"})
    void refusesWhatIsNoNumberOfSeconds(String header) {
        assertProblem(ErrorCode.INVALID_PARAMETER, () -> PreferWait.of(header, LONGEST));
    }
}
