package io.darkroom.api.receipt;

import io.darkroom.api.config.Keys;
import io.darkroom.api.problem.ErrorCode;
import io.darkroom.api.problem.ProblemException;
import io.darkroom.api.retain.RetainedImages;
import io.darkroom.api.retain.RetainedJobs;
import io.darkroom.api.status.FindJob;
import io.darkroom.api.status.JobRecord;
import io.darkroom.core.job.JobId;
import io.darkroom.core.job.JobState;
import io.darkroom.core.receipt.DeletionReceipt;
import io.darkroom.core.receipt.Holding;
import io.darkroom.core.receipt.Holding.Place;
import io.darkroom.core.receipt.Holding.Thing;
import io.darkroom.core.receipt.ReceiptJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Signs for owners what was held of their ended jobs, and what became of it. It is looked up when it is asked for: a job costs
 * nothing for it, and nothing is kept longer.
 */
@ApplicationScoped
public class IssueReceipt {
    private final FindJob findJob;
    private final JobTraces traces;
    private final RetainedImages library;
    private final RetainedJobs retainedJobs;
    private final Keys keys;
    private final Clock clock;

    /** Looks into the ports; signs with {@code keys}. */
    public IssueReceipt(
            FindJob findJob,
            JobTraces traces,
            RetainedImages library,
            RetainedJobs retainedJobs,
            Keys keys,
            Clock clock) {
        this.findJob = findJob;
        this.traces = traces;
        this.library = library;
        this.retainedJobs = retainedJobs;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * The receipt of the owner's job of that id, a compact JWS.
     *
     * @throws ProblemException if the owner has none, or it has not ended or is damaged
     */
    public String issue(String owner, String id) {
        return find(owner, id).map(this::signed).orElseThrow(findJob::unknown);
    }

    /** The same of a job that the owner has just deleted. Where Redis knew nothing of it, what the library had is told. */
    public String afterDeletion(String owner, String id) {
        return signed(
                find(owner, id).orElseGet(() -> forgotten(owner, JobId.parse(id).orElseThrow())));
    }

    private Optional<DeletionReceipt> find(String owner, String id) {
        Optional<JobRecord> record = findJob.record(owner, id);
        if (record.isPresent() && record.get() instanceof JobRecord.Damaged) {
            throw FindJob.damaged();
        }
        return record.isEmpty()
                ? Optional.empty()
                : JobId.parse(id).flatMap(job -> traces.find(job).map(trace -> receipt(owner, job, trace)));
    }

    private DeletionReceipt receipt(String owner, JobId job, JobTrace trace) {
        if (trace.keyPart()) {
            throw ProblemException.of(
                    ErrorCode.JOB_NOT_ENDED, "There is a receipt when the job has ended; DELETE ends it");
        }
        Optional<LibraryTrace> rows = trace.retain() ? Optional.of(rows(owner, job)) : Optional.empty();
        return new DeletionReceipt(
                job,
                // Without a key part, and by nobody's hand: it is past its deadline.
                trace.state().isFinal() ? trace.state() : JobState.EXPIRED,
                trace.now(),
                trace.times().submitted(),
                Findings.end(trace.times()),
                new Findings(trace, rows).all());
    }

    private LibraryTrace rows(String owner, JobId job) {
        return new LibraryTrace(retainedJobs.hold(job), library.numbers(owner, job));
    }

    private DeletionReceipt forgotten(String owner, JobId job) {
        LibraryTrace rows = rows(owner, job);
        Instant now = clock.instant();
        List<Holding> holdings = new ArrayList<>();
        holdings.add(Holding.absent(Thing.KEY_PART, Place.REDIS, now));
        if (!rows.keyPart()) {
            holdings.add(Holding.absent(Thing.KEY_PART, Place.POSTGRESQL, now));
        }
        if (rows.pictures().isEmpty()) {
            holdings.add(Holding.absent(Thing.SEALED_PICTURE, Place.POSTGRESQL, now));
        }
        return new DeletionReceipt(job, JobState.CANCELLED, now, null, null, holdings);
    }

    private String signed(DeletionReceipt receipt) {
        return keys.receipts().sign(ReceiptJson.write(receipt));
    }
}
