package io.darkroom.api.status;

import io.darkroom.core.job.JobId;
import io.darkroom.core.job.JobSpec;
import io.darkroom.core.job.JobState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job's hash as it was read. Never the prompt.
 *
 * @param state as stored; {@link #stateAt} also knows what time alone has done
 * @param expires when the pictures of an ended job go; null while it has not ended
 * @param attempt of the last worker that claimed it; 0 before the first
 * @param step U-Net calls done in this attempt
 * @param steps U-Net calls that this attempt takes; 0 before the first
 * @param drawn pictures that are ready
 * @param code why it failed; null if it did not
 * @param sealedSeed opens with the delivery key; null once the job has ended badly
 */
public record JobSnapshot(
        JobId id,
        String owner,
        JobState state,
        JobSpec spec,
        Instant created,
        Instant deadline,
        @Nullable Instant expires,
        int attempt,
        int step,
        int steps,
        int drawn,
        @Nullable String code,
        @Nullable String sealedSeed) {

    /** The state at {@code now}: what nobody has drawn by its deadline is expired, whoever notices. */
    public JobState stateAt(Instant now) {
        boolean late = state.isFinal() ? expires != null && now.isAfter(expires) : now.isAfter(deadline);
        return late && state != JobState.FAILED ? JobState.EXPIRED : state;
    }
}
