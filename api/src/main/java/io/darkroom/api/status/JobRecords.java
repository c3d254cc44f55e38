package io.darkroom.api.status;

import io.darkroom.core.job.JobId;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Jobs as Redis knows them. */
public interface JobRecords {

    /** What is known of {@code id}. */
    Optional<JobRecord> find(JobId id);

    /** The same without blocking. */
    Uni<Optional<JobRecord>> findLater(JobId id);

    /** The owner's jobs, latest first, at most {@code limit}. */
    List<JobSnapshot> latest(String owner, int limit);

    /** Jobs that wait before this one in its lane; empty if it does not wait. */
    OptionalLong ahead(JobSnapshot job);

    /** Destroys the key part, the pictures and everything but a tombstone. */
    void delete(JobSnapshot job);
}
