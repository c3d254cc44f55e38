package io.darkroom.diffusion.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.diffusion.random.NoiseSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EulerAncestralSchedulerTest extends SchedulerContract {
    @Override
    Scheduler scheduler(SchedulerConfig config) {
        return new EulerAncestralScheduler(config);
    }

    @Override
    NoiseSource noise() {
        return StandInUnet.SOME_NOISE;
    }

    @Override
    boolean takesSample() {
        return false;
    }

    @Test
    void drawsNoiseAtEachStep() {
        var run = scheduler(Config.of(Config.SD1)).plan(4);
        int[] draws = new int[1];

        StandInUnet.denoise(run, out -> draws[0]++);

        assertThat(draws[0]).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"prediction_type, '''sample'''"})
    void refusesAValueOfItsOwnByItsKey(String key, String value) {
        assertRefused(key, value);
    }
}
