package io.darkroom.api.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.darkroom.api.submit.Offers;
import io.darkroom.core.wire.ModelOffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServedModelTest {
    /** Of the default size, 128 x 128. */
    private static final double KILOPIXELS = 16.384;

    @Test
    void addsUpWhatItsWorkersDo() {
        ServedModel model = ServedModel.of(List.of(Offers.shapes(0.5), Offers.shapes(0.25)));

        assertThat(model.workers()).isEqualTo(2);
        assertThat(model.slots()).isEqualTo(4);
        assertThat(model.speed().orElseThrow()).isCloseTo(KILOPIXELS * 6, within(1e-9));
    }

    @Test
    void takesAWorkerThatHasNotMeasuredForAverage() {
        ServedModel model = ServedModel.of(List.of(Offers.shapes(0.5), Offers.SHAPES));

        assertThat(model.speed().orElseThrow()).isCloseTo(KILOPIXELS * 4, within(1e-9));
    }

    @Test
    void knowsNoSpeedBeforeAnyHasMeasured() {
        assertThat(ServedModel.of(List.<ModelOffer>of(Offers.SHAPES)).speed()).isEmpty();
    }
}
