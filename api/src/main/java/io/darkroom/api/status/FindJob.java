package io.darkroom.api.status;

import io.darkroom.api.problem.ErrorCode;
import io.darkroom.api.problem.ProblemException;
import io.darkroom.core.job.JobId;
import io.darkroom.core.job.JobState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Shows owners their jobs, and nobody else's: a foreign id is as unknown as one that never was. */
@ApplicationScoped
public class FindJob {
    private final JobRecords records;
    private final LostJobs lost;
    private final Clock clock;

    /** Reads {@code records}, once {@code lost} are put back. */
    public FindJob(JobRecords records, LostJobs lost, Clock clock) {
        this.records = records;
        this.lost = lost;
        this.clock = clock;
    }

    /**
     * The owner's job of that id.
     *
     * @throws ProblemException 404 if there is none, 410 if it was deleted or lost, is damaged or its time is over
     */
    public JobSnapshot find(String owner, String id) {
        return current(record(owner, id).map(FindJob::live).orElseThrow(this::unknown));
    }

    /** The job, of which more than its notice must be left: 410 if its time is over. */
    public JobSnapshot current(JobSnapshot job) {
        if (job.stateAt(clock.instant()) == JobState.EXPIRED) {
            throw ProblemException.of(
                    ErrorCode.JOB_EXPIRED, "The job's time is over; nothing of it is left but this notice");
        }
        return job;
    }

    /** What is known of the owner's job, dead or alive. */
    public Optional<JobRecord> record(String owner, String id) {
        return JobId.parse(id)
                .flatMap(this::find)
                .filter(record -> record.owner().equals(owner));
    }

    /** Who asks just after Redis was lost is not told so of a job that is about to be put back. */
    private Optional<JobRecord> find(JobId id) {
        Optional<JobRecord> known = records.find(id);
        return known.isEmpty() && records.wereLost() && lost.restore(id) ? records.find(id) : known;
    }

    /** The owner's jobs that still are, latest first. */
    public List<JobSnapshot> latest(String owner, int limit) {
        return records.latest(owner, limit).stream()
                .filter(job -> job.stateAt(clock.instant()) != JobState.EXPIRED)
                .toList();
    }

    /** The job that the record is of; throws what the owner of any other is told. */
    public static JobSnapshot live(JobRecord record) {
        if (record instanceof JobRecord.Live live) {
            return live.job();
        }
        throw record instanceof JobRecord.Damaged ? damaged() : deleted();
    }

    /** What is said of an id that nothing is known of. */
    public ProblemException unknown() {
        return records.wereLost()
                ? ProblemException.of(
                        ErrorCode.JOB_LOST,
                        "Redis was restarted, and with it went the jobs accepted before, but for those to be kept")
                : ProblemException.of(ErrorCode.JOB_NOT_FOUND, "You have no job of this id");
    }

    /** What is said of a job of which what is stored cannot be read. */
    public static ProblemException damaged() {
        return ProblemException.of(
                ErrorCode.JOB_UNREADABLE,
                "What is stored of the job is damaged; it is not drawn, and can only be deleted");
    }

    private static ProblemException deleted() {
        return ProblemException.of(
                ErrorCode.JOB_DELETED, "You have deleted this job; nothing of it is left but this notice");
    }
}
