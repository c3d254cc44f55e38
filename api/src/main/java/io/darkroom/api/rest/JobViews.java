package io.darkroom.api.rest;

import io.darkroom.api.catalog.Attendance;
import io.darkroom.api.lane.Outlook;
import io.darkroom.api.lane.QueueEstimate;
import io.darkroom.api.status.JobSnapshot;
import io.darkroom.core.job.JobSpec;
import io.darkroom.core.job.JobState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.stream.IntStream;

/** Makes a job's view. */
@ApplicationScoped
class JobViews {
    private final QueueEstimate estimate;
    private final Attendance attendance;
    private final Clock clock;

    JobViews(QueueEstimate estimate, Attendance attendance, Clock clock) {
        this.estimate = estimate;
        this.attendance = attendance;
        this.clock = clock;
    }

    JobView of(JobSnapshot job) {
        JobSpec spec = job.spec();
        JobState state = job.stateAt(clock.instant());
        Outlook outlook = estimate.of(job, state);
        return new JobView(
                job.id().toString(),
                state.wireName(),
                spec.model(),
                spec.width(),
                spec.height(),
                spec.steps(),
                spec.guidanceScale(),
                spec.scheduler(),
                spec.images(),
                job.drawn(),
                spec.lane().wireName(),
                spec.retain(),
                spec.delivery().wireName(),
                job.attempt(),
                job.steps() == 0 ? null : new JobView.Progress(job.step(), job.steps()),
                job.code() == null ? null : new JobView.Failure(job.code()),
                job.created(),
                job.deadline(),
                expires(job),
                state.isWaiting() && attendance.lacks(spec.model()) ? true : null,
                outlook.position().isPresent() ? outlook.position().getAsLong() : null,
                outlook.seconds().isPresent() ? tenths(outlook.seconds().getAsDouble()) : null,
                links(job));
    }

    /** An estimate has no more digits than that. */
    private static double tenths(double seconds) {
        return Math.round(seconds * 10) / 10.0;
    }

    /** When the last of its pictures goes, at the latest. */
    private static Instant expires(JobSnapshot job) {
        Instant known = job.expires();
        return known != null ? known : job.deadline().plusSeconds(job.spec().ttlSeconds());
    }

    private static JobView.Links links(JobSnapshot job) {
        String self = "/v1/jobs/" + job.id();
        return new JobView.Links(
                self,
                self + "/events",
                IntStream.range(0, job.spec().images())
                        .mapToObj(number -> self + "/images/" + number)
                        .toList());
    }
}
