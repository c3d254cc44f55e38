package io.darkroom.worker.draw;

import io.darkroom.core.crypto.PromptRefused;
import io.darkroom.core.crypto.PromptSeal;
import io.darkroom.core.crypto.SealException;
import io.darkroom.core.crypto.SealedPrompt;
import io.darkroom.core.job.FailureCode;
import io.darkroom.core.job.JobId;
import io.darkroom.core.job.Lane;
import io.darkroom.core.privacy.PromptDocument;
import io.darkroom.diffusion.model.ModelException;
import io.darkroom.diffusion.shelf.LeaseException;
import io.darkroom.worker.config.Keys;
import io.darkroom.worker.config.WorkerConfig;
import io.darkroom.worker.deliver.Claim;
import io.darkroom.worker.deliver.ClaimAnswer;
import io.darkroom.worker.deliver.JobChannel;
import io.darkroom.worker.deliver.Standing;
import io.darkroom.worker.queue.Delivery;
import io.darkroom.worker.queue.Outcome;
import io.darkroom.worker.retain.Library;
import io.darkroom.worker.retain.LibraryUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * One try at one job: claim, open, draw, and say what became of it. Its owner has been told before the {@link Outcome} is
 * returned.
 */
@ApplicationScoped
public class DrawJob {
    private static final Logger LOG = Logger.getLogger(DrawJob.class);

    private final JobChannel channel;
    private final Library library;
    private final DrawPictures drawPictures;
    private final Keys keys;
    private final Isolation isolation;
    private final Watch watch;
    private final RefusalMetrics refusals;
    private final WorkerConfig config;

    /** Wires the ports. */
    public DrawJob(
            JobChannel channel,
            Library library,
            DrawPictures drawPictures,
            Keys keys,
            Isolation isolation,
            Watch watch,
            RefusalMetrics refusals,
            WorkerConfig config) {
        this.channel = channel;
        this.library = library;
        this.drawPictures = drawPictures;
        this.keys = keys;
        this.isolation = isolation;
        this.watch = watch;
        this.refusals = refusals;
        this.config = config;
    }

    /** Tries the job that {@code delivery} stands for, as long as {@code lease} lasts. */
    public Outcome draw(Delivery delivery, String model, Lane lane, Lease lease) {
        if (delivery.job().isEmpty()) {
            return refused(RefusalMetrics.NO_JOB);
        }
        JobId job = delivery.job().get();
        ClaimAnswer answer = channel.claim(job, model, lane, delivery.digest());
        if (answer instanceof Claim claim) {
            return claimed(claim, delivery, lease);
        }
        if (answer instanceof ClaimAnswer.Stale) {
            return new Outcome.Dropped();
        }
        if (answer instanceof ClaimAnswer.Foreign) {
            return refused(RefusalMetrics.FOREIGN_RECORD);
        }
        return answer instanceof ClaimAnswer.Damaged ? damaged(job) : notOurs(job);
    }

    /** By code alone: a record that is not as it should be may hold anything. */
    private Outcome refused(String code) {
        LOG.warnf("A record was refused: %s", code);
        refusals.count(code);
        return new Outcome.Refused();
    }

    private Outcome damaged(JobId job) {
        if (channel.standing(job) == Standing.DISCARDED) {
            library.withdraw(job);
        }
        return refused(FailureCode.JOB_UNREADABLE.wireName());
    }

    /**
     * The record is done with, unless the job waits: then it may be the only one. Of a job that went with Redis the library
     * knows whether it will be noted there again.
     */
    private Outcome notOurs(JobId job) {
        Standing standing = channel.standing(job);
        if (standing == Standing.WAITS || (standing == Standing.UNKNOWN && library.awaits(job))) {
            return rested();
        }
        // A job that ended badly may have left pictures: its worker died, or the library was out of reach.
        if (standing == Standing.DISCARDED) {
            library.withdraw(job);
        }
        return new Outcome.Dropped();
    }

    private Outcome claimed(Claim claim, Delivery delivery, Lease lease) {
        if (AttemptLimits.areSpent(claim) || delivery.isLast()) {
            return failed(claim, FailureCode.WORKER_LOST);
        }
        try (Watch.Watched watched = watch.over(claim, lease)) {
            watched.lookAtTime();
            return open(claim, delivery.body())
                    .map(document -> tryToDraw(claim, document, lease))
                    .orElseGet(() -> failed(claim, FailureCode.PROMPT_UNREADABLE));
        } catch (PromptRefused e) {
            return failed(claim, FailureCode.INVALID_PROMPT);
        }
    }

    private Optional<PromptDocument> open(Claim claim, String body) {
        try {
            SealedPrompt sealed = new SealedPrompt(claim.keyPart(), body);
            return Optional.of(PromptSeal.open(
                    keys.prompts(sealed), claim.job(), claim.spec().model(), claim.claimedAt(), sealed));
        } catch (SealException e) {
            return Optional.empty();
        }
    }

    private Outcome tryToDraw(Claim claim, PromptDocument document, Lease lease) {
        try (document;
                Isolation.Turn turn = isolation.enter(AttemptLimits.isSuspect(claim), lease)) {
            Ending ending = channel.begin(claim) ? drawPictures.draw(claim, document, lease) : Ending.LEFT;
            return ended(claim, ending, lease);
        } catch (CancellationException e) {
            return ended(claim, lease.ending().orElseThrow(() -> e), lease);
        } catch (UnusableDocument e) {
            return failed(claim, e.code());
        } catch (LibraryUnavailable e) {
            LOG.warnf("Job %s: the library did not take a picture: %s", claim.job(), e.getMessage());
            return triedInVain(claim, FailureCode.RESULT_NOT_STORED);
        } catch (LeaseException e) {
            LOG.warnf(
                    "Job %s: no lease of model %s: %s",
                    claim.job(), claim.spec().model(), e.getMessage());
            return givenBack(claim);
        } catch (ModelException e) {
            LOG.errorf("Job %s: model %s: %s", claim.job(), claim.spec().model(), e.getMessage());
            return triedInVain(claim, FailureCode.MODEL_ERROR);
        } catch (EngineFailure e) {
            LOG.errorf("Job %s: the engine failed: %s", claim.job(), e.getMessage());
            return triedInVain(claim, FailureCode.MODEL_ERROR);
        } catch (EngineStopped e) {
            return givenBack(claim);
        } catch (OutOfMemoryError e) {
            return failed(claim, FailureCode.OUT_OF_MEMORY);
        }
    }

    private Outcome ended(Claim claim, Ending ending, Lease lease) {
        switch (ending) {
            case DONE -> {
                return new Outcome.Settled();
            }
            case EXPIRED -> {
                if (!channel.expire(claim)) {
                    return notOurs(claim.job());
                }
                withdraw(claim);
                return new Outcome.Settled();
            }
            case TIMED_OUT, STALLED -> {
                return triedInVain(claim, FailureCode.TIMED_OUT);
            }
            case DRAINED -> {
                channel.giveBack(claim, false);
                return new Outcome.Retry(Duration.ZERO);
            }
            case LEFT -> {
                // Whatever trouble comes now, this worker does not claim the job again: it may be another's.
                lease.end(Ending.LEFT);
                channel.lost(claim);
                return notOurs(claim.job());
            }
        }
        throw new IllegalStateException("no such ending");
    }

    /** Not by its own fault. It rests, for whatever stood in its way may still be there. */
    private Outcome givenBack(Claim claim) {
        channel.giveBack(claim, false);
        return rested();
    }

    private static Outcome rested() {
        return new Outcome.Retry(
                RetryPolicy.delay(1, ThreadLocalRandom.current().nextDouble()));
    }

    private Outcome triedInVain(Claim claim, FailureCode code) {
        int failures = claim.failures() + 1;
        if (failures >= config.attempts()) {
            return failed(claim, code);
        }
        channel.giveBack(claim, true);
        return new Outcome.Retry(
                RetryPolicy.delay(failures, ThreadLocalRandom.current().nextDouble()));
    }

    /** Published first: once the record is refused, nothing would ever say so again. */
    private Outcome failed(Claim claim, FailureCode code) {
        if (!channel.fail(claim, code)) {
            return notOurs(claim.job());
        }
        LOG.warnf("Job %s failed: %s", claim.job(), code.wireName());
        refusals.count(code.wireName());
        withdraw(claim);
        return new Outcome.Refused();
    }

    /** A job is kept whole or not at all. */
    private void withdraw(Claim claim) {
        if (claim.spec().retain()) {
            library.withdraw(claim.job());
        }
    }
}
