package io.darkroom.api.status;

import io.darkroom.api.problem.ProblemException;
import io.darkroom.api.retain.RetainedImages;
import io.darkroom.core.job.JobId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Ends a job by its owner's hand, whatever its state, and erases everything of it before it returns. A worker that is
 * drawing sees it at its next step; a record still on Kafka finds no key part and is dropped.
 */
@ApplicationScoped
public class DeleteJob {
    private final FindJob findJob;
    private final JobRecords records;
    private final RetainedImages library;

    /** Erases from {@code records} and {@code library}. */
    public DeleteJob(FindJob findJob, JobRecords records, RetainedImages library) {
        this.findJob = findJob;
        this.records = records;
        this.library = library;
    }

    /**
     * Deletes the owner's job of that id; deleting it again changes nothing.
     *
     * @throws ProblemException 404 if the owner has none
     */
    public void delete(String owner, String id) {
        Optional<JobRecord> record = findJob.record(owner, id);
        boolean mayBeKept = true;
        if (record.isPresent() && record.get() instanceof JobRecord.Live live) {
            records.delete(live.job());
            mayBeKept = live.job().spec().retain();
        } else if (record.isPresent() && record.get() instanceof JobRecord.Damaged damaged) {
            JobId.parse(id).ifPresent(job -> records.deleteDamaged(job, damaged.owner()));
        }
        boolean wasKept = mayBeKept
                && JobId.parse(id).map(job -> library.deleteAll(owner, job)).orElse(false);
        if (record.isEmpty() && !wasKept) {
            throw findJob.unknown();
        }
    }
}
