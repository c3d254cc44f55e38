package io.darkroom.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTextTest {
    @Test
    void showsStepsPicturesAndTimeLeft() {
        ProgressText half = new ProgressText(11, 21, 0, 1);

        String bar = half.bar(Duration.ofSeconds(5));

        assertThat(bar).isEqualTo("[############------------] step 11/21, 0/1 picture, 5 s left");
    }

    @Test
    void reckonsNothingFromTheFirstStep() {
        assertThat(new ProgressText(1, 4, 0, 2).bar(Duration.ZERO)).endsWith("] step 1/4, 0/2 pictures");
    }

    @Test
    void tellsLongTimesInMinutes() {
        assertThat(new ProgressText(2, 100, 0, 1).bar(Duration.ofSeconds(1))).endsWith(", 1 min 38 s left");
    }

    @Test
    void isCompleteOnceAllStepsAreDone() {
        ProgressText complete = new ProgressText(4, 4, 2, 2);

        assertThat(complete.percent()).isEqualTo(100);
        assertThat(complete.bar(Duration.ZERO)).isEqualTo("[########################] step 4/4, 2/2 pictures");
    }

    @Test
    void fitsALineWhateverItCounts() {
        assertThat(new ProgressText(999, 1000, 998, 1000).bar(Duration.ofHours(9)))
                .hasSizeLessThan(80);
    }

    @Test
    void isAtZeroWhileNothingIsKnown() {
        assertThat(new ProgressText(0, 0, 0, 1).percent()).isZero();
    }
}
