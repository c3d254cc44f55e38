package io.darkroom.worker.draw;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.core.privacy.PictureBytes;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SequenceTest {
    private static final long MILLI = 1_000_000;

    private final AtomicLong now = new AtomicLong();
    private final Sequence sequence = new Sequence(3, now::get);

    @Test
    void handsPicturesOutInTheOrderOfTheirNumbers() {
        sequence.drawn(2, png(2));
        sequence.drawn(1, png(1));
        assertThat(sequence.takeNext()).isEmpty();

        sequence.drawn(0, png(0));

        for (int number = 0; number < 3; number++) {
            assertThat(sequence.taken()).isEqualTo(number);
            assertThat(sequence.takeNext().orElseThrow().revealBytes()).containsExactly(number);
        }
        assertThat(sequence.isOver()).isTrue();
    }

    @Test
    void isAsFarAsThePictureFurthestBehindAndSaysSoOnce() {
        assertThat(sequence.advanced(0, 2, 9)).isEmpty();
        assertThat(sequence.advanced(1, 3, 9)).isEmpty();
        assertThat(sequence.advanced(2, 1, 9)).contains(1);
        now.addAndGet(250 * MILLI);
        assertThat(sequence.advanced(1, 4, 9)).isEmpty();
        assertThat(sequence.advanced(2, 5, 9)).contains(2);
    }

    @Test
    void leavesOutStepsThatComeFasterThanAnybodyReadsThem() {
        Sequence alone = new Sequence(1, now::get);
        assertThat(alone.advanced(0, 1, 9)).contains(1);
        now.addAndGet(249 * MILLI);
        assertThat(alone.advanced(0, 2, 9)).isEmpty();

        now.addAndGet(MILLI);
        assertThat(alone.advanced(0, 3, 9)).contains(3);
        assertThat(alone.advanced(0, 9, 9)).as("the last").contains(9);
    }

    @Test
    void overwritesWhatNobodyTook() {
        byte[] bytes = {7};
        sequence.drawn(1, PictureBytes.takingOver(bytes));

        sequence.close();

        assertThat(bytes).containsExactly(0);
    }

    private static PictureBytes png(int number) {
        return PictureBytes.takingOver(new byte[] {(byte) number});
    }
}
