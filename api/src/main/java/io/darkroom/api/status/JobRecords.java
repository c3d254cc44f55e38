package io.darkroom.api.status;

import io.darkroom.core.job.JobId;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** Jobs as Redis knows them. */
public interface JobRecords {

    /** What is known of {@code id}. */
    Optional<JobRecord> find(JobId id);

    /** The same without blocking. */
    Uni<Optional<JobRecord>> findLater(JobId id);

    /** The owner's jobs, latest first, at most {@code limit}. */
    List<JobSnapshot> latest(String owner, int limit);

    /** Destroys what is left of a damaged job but a tombstone. */
    void deleteDamaged(JobId id, String owner);

    /** Whether all jobs that were accepted before some moment of the last hour have been lost. */
    boolean wereLost();

    /** Destroys the key part, the pictures and everything but a tombstone. */
    void delete(JobSnapshot job);
}
