package io.darkroom.api.status;

import io.darkroom.api.problem.ProblemException;
import io.darkroom.api.retain.RetainedImages;
import io.darkroom.api.retain.RetainedJobs;
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
    private final RetainedJobs retainedJobs;

    /** Erases from {@code records}, {@code library} and {@code retainedJobs}. */
    public DeleteJob(FindJob findJob, JobRecords records, RetainedImages library, RetainedJobs retainedJobs) {
        this.findJob = findJob;
        this.records = records;
        this.library = library;
        this.retainedJobs = retainedJobs;
    }

    /**
     * Deletes the owner's job of that id; deleting it again changes nothing.
     *
     * @throws ProblemException 404 if the owner has none
     */
    public void delete(String owner, String id) {
        Optional<JobRecord> record = findJob.record(owner, id);
        record.ifPresent(found -> erase(found, id));
        boolean wasKept = record.map(DeleteJob::mayBeKept).orElse(true)
                && JobId.parse(id).map(job -> eraseKept(owner, job)).orElse(false);
        if (record.isEmpty() && !wasKept) {
            throw findJob.unknown();
        }
    }

    private static boolean mayBeKept(JobRecord record) {
        return !(record instanceof JobRecord.Live live) || live.job().spec().retain();
    }

    private void erase(JobRecord record, String id) {
        if (record instanceof JobRecord.Live live) {
            records.delete(live.job());
        } else if (record instanceof JobRecord.Damaged damaged) {
            JobId.parse(id).ifPresent(job -> records.deleteDamaged(job, damaged.owner()));
        }
    }

    /** With its row a job goes for good. It may have been put back just before, where nothing had been of it. */
    private boolean eraseKept(String owner, JobId job) {
        boolean waited = retainedJobs.remove(owner, job);
        if (waited) {
            findJob.record(owner, job.toString()).ifPresent(found -> erase(found, job.toString()));
        }
        return library.deleteAll(owner, job) || waited;
    }
}
