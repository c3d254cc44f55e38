package io.darkroom.api.receipt;

import io.darkroom.core.job.JobState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What Redis tells of a job's things, as it was told by whoever destroyed them. All times are by its clock.
 *
 * @param state as noted last
 * @param before the state that its owner deleted it in; null if that has not been
 * @param retain whether its pictures were to be kept
 * @param now when this was read
 * @param until when what is known of the job goes too
 * @param times that were noted
 * @param keyPart whether the key part is there
 * @param seed whether the sealed seed is there
 * @param drawn pictures that there ever were
 * @param present pictures that are there, and until when
 * @param erased pictures that somebody read once or erased, and when
 * @param log what the sweeper of the lane's log noted last
 */
public record JobTrace(
        JobState state,
        @Nullable JobState before,
        boolean retain,
        Instant now,
        Instant until,
        Times times,
        boolean keyPart,
        boolean seed,
        int drawn,
        Map<Integer, Instant> present,
        Map<Integer, Instant> erased,
        Optional<Log> log) {

    /**
     * What was noted when it happened; null if it did not, or nobody remembers.
     *
     * @param submitted when the job was accepted
     * @param deadline by which it had to be drawn
     * @param ended when a worker ended it, and with that destroyed its key part
     * @param expires when its pictures go of themselves
     * @param deleted when its owner deleted it, and with that all that was left
     */
    public record Times(
            @Nullable Instant submitted,
            @Nullable Instant deadline,
            @Nullable Instant ended,
            @Nullable Instant expires,
            @Nullable Instant deleted) {}

    /**
     * The log of the job's lane.
     *
     * @param cleared the moment before which nothing is left in it
     * @param retentionMillis for how long Kafka keeps what came later
     */
    public record Log(Instant cleared, long retentionMillis) {}
}
