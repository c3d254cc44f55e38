package io.darkroom.api.result;

import io.darkroom.api.problem.ErrorCode;
import io.darkroom.api.problem.ProblemException;
import io.darkroom.api.status.JobSnapshot;
import java.time.Duration;

/** Which pictures a job has. */
final class PictureNumbers {
    private static final Duration SOON = Duration.ofSeconds(1);

    private PictureNumbers() {}

    static void require(JobSnapshot job, int number) {
        if (number < 0 || number >= job.spec().images()) {
            throw ProblemException.of(
                    ErrorCode.PICTURE_NOT_FOUND,
                    "The job's pictures are numbered from 0 to " + (job.spec().images() - 1));
        }
    }

    static void requireDrawn(JobSnapshot job, int number) {
        require(job, number);
        if (number >= job.drawn()) {
            throw notReady();
        }
    }

    static ProblemException notReady() {
        return ProblemException.passing(ErrorCode.PICTURE_NOT_READY, "The picture is still to be drawn", SOON);
    }
}
