package io.darkroom.api.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.core.job.JobState;
import org.junit.jupiter.api.Test;

class JobSnapshotTest {
    @Test
    void expiresWithItsDeadlineWhileItIsNotDrawn() {
        JobSnapshot job = Snapshots.job(JobState.QUEUED, 0, 0, 0);

        assertThat(job.stateAt(Snapshots.DEADLINE)).isEqualTo(JobState.QUEUED);
        assertThat(job.stateAt(Snapshots.DEADLINE.plusMillis(1))).isEqualTo(JobState.EXPIRED);
    }

    @Test
    void expiresWithItsPicturesOnceItIsDrawn() {
        JobSnapshot job = Snapshots.job(JobState.SUCCEEDED, 1, 2, 2);

        assertThat(job.stateAt(Snapshots.DEADLINE.plusSeconds(60))).isEqualTo(JobState.SUCCEEDED);
        assertThat(job.stateAt(Snapshots.DEADLINE.plusSeconds(61))).isEqualTo(JobState.EXPIRED);
    }

    @Test
    void staysFailedOnceItHasFailed() {
        JobSnapshot job = Snapshots.failed("model_error");

        assertThat(job.stateAt(Snapshots.DEADLINE.plusSeconds(3600))).isEqualTo(JobState.FAILED);
    }
}
