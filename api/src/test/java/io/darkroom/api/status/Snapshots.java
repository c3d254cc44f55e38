package io.darkroom.api.status;

import io.darkroom.core.job.DeliveryMode;
import io.darkroom.core.job.JobId;
import io.darkroom.core.job.JobSpec;
import io.darkroom.core.job.JobState;
import io.darkroom.core.job.Lane;
import io.darkroom.core.job.Pipeline;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Jobs as they may be read. */
public final class Snapshots {
    /** The time at which they were made. */
    public static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");

    /** Their deadline. */
    public static final Instant DEADLINE = CREATED.plusSeconds(600);

    /** Their id. */
    public static final JobId ID =
            JobId.parse("6f1c2a34-0000-4000-8000-000000000001").orElseThrow();

    private Snapshots() {}

    /** A job of two pictures and two steps. */
    public static JobSnapshot job(JobState state, int attempt, int step, int drawn) {
        return job(state, attempt, step, drawn, DeliveryMode.TTL, false, null, null);
    }

    /** A job that has ended with the given code. */
    public static JobSnapshot failed(String code) {
        return job(JobState.FAILED, 1, 0, 0, DeliveryMode.TTL, false, null, code);
    }

    /** A job with everything that may differ. */
    public static JobSnapshot job(
            JobState state,
            int attempt,
            int step,
            int drawn,
            DeliveryMode delivery,
            boolean retain,
            @Nullable String sealedSeed,
            @Nullable String code) {
        JobSpec spec = new JobSpec("shapes", 128, 128, 2, 5f, "ddim", 2, Lane.INTERACTIVE, retain, delivery, 60);
        return new JobSnapshot(
                ID,
                "owner",
                state,
                spec,
                CREATED,
                DEADLINE,
                state.isFinal() ? DEADLINE.plusSeconds(60) : null,
                attempt,
                step,
                attempt == 0 ? 0 : 2,
                drawn,
                code,
                sealedSeed);
    }

    /** The same if its client had sealed it. */
    public static JobSnapshot sealedByItsClient(JobSnapshot job) {
        return new JobSnapshot(
                job.id(),
                job.owner(),
                job.state(),
                job.spec().startingFrom(Pipeline.UNTOLD),
                job.created(),
                job.deadline(),
                job.expires(),
                job.attempt(),
                job.step(),
                job.steps(),
                job.drawn(),
                job.code(),
                job.sealedSeed());
    }
}
