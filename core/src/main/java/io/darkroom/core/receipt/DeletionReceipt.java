package io.darkroom.core.receipt;

import io.darkroom.core.job.JobId;
import io.darkroom.core.job.JobState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was held of an ended job, where, and what had become of it when this was issued. Neither content nor owner. Immutable.
 *
 * @param submitted when the job came; null if nobody remembers
 * @param ended when it ended, of itself or by its owner's hand; null if it simply passed its deadline, or nobody remembers
 */
public record DeletionReceipt(
        JobId job,
        JobState state,
        Instant issued,
        @Nullable Instant submitted,
        @Nullable Instant ended,
        List<Holding> holdings) {

    /** Copies the list. */
    public DeletionReceipt {
        holdings = List.copyOf(holdings);
    }
}
