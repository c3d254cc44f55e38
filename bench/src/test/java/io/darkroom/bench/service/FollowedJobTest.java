package io.darkroom.bench.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.darkroom.bench.engine.DrawingTimes;
import org.junit.jupiter.api.Test;

class FollowedJobTest {
    private static final DrawingTimes ALONE = new DrawingTimes(30, 120, 150, 10);

    @Test
    void addsUpToWhatTheWholeJobTookLonger() {
        FollowedJob job = new FollowedJob(new DrawingTimes(48, 145, 190, 10), 2);

        assertThat(job.addedBefore(ALONE)).isCloseTo(8, within(1e-9));
        assertThat(job.addedBetween(ALONE)).isCloseTo(17, within(1e-9));
        assertThat(job.addedAfter(ALONE)).isCloseTo(15, within(1e-9));
    }
}
