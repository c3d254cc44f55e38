package io.darkroom.worker.draw;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.core.privacy.PictureBytes;
import org.junit.jupiter.api.Test;

class SequenceTest {
    private final Sequence sequence = new Sequence(3);

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
        assertThat(sequence.advanced(0, 2)).isEmpty();
        assertThat(sequence.advanced(1, 3)).isEmpty();
        assertThat(sequence.advanced(2, 1)).contains(1);
        assertThat(sequence.advanced(1, 4)).isEmpty();
        assertThat(sequence.advanced(2, 5)).contains(2);
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
