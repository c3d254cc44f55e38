package io.darkroom.worker.draw;

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
import io.darkroom.worker.deliver.JobChannel;
import io.darkroom.worker.queue.Delivery;
import io.darkroom.worker.queue.Outcome;
import io.darkroom.worker.retain.Library;
import io.darkroom.worker.retain.LibraryUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
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
    private final WorkerConfig config;
    private final Clock clock;

    /** Wires the ports. */
    public DrawJob(
            JobChannel channel,
            Library library,
            DrawPictures drawPictures,
            Keys keys,
            WorkerConfig config,
            Clock clock) {
        this.channel = channel;
        this.library = library;
        this.drawPictures = drawPictures;
        this.keys = keys;
        this.config = config;
        this.clock = clock;
    }

    /** Tries the job that {@code delivery} stands for. */
    public Outcome draw(Delivery delivery, String model, Lane lane) {
        if (delivery.job().isEmpty()) {
            LOG.warn("A record without a job id was dropped");
            return new Outcome.Refused();
        }
        JobId job = delivery.job().get();
        Optional<Claim> claim = channel.claim(job, model, lane);
        if (claim.isEmpty()) {
            return dropped(job);
        }
        if (claim.get().tries() > config.attempts() || delivery.isLast()) {
            return failed(claim.get(), FailureCode.WORKER_LOST);
        }
        return open(claim.get(), delivery.body())
                .map(document -> tryToDraw(claim.get(), document))
                .orElseGet(() -> failed(claim.get(), FailureCode.PROMPT_UNREADABLE));
    }

    /** A job deleted while it was drawn may have left pictures in the library: its worker died before it saw the deletion. */
    private Outcome dropped(JobId job) {
        if (channel.isDeletedFromLibrary(job)) {
            library.withdraw(job);
        }
        return new Outcome.Dropped();
    }

    private Optional<PromptDocument> open(Claim claim, String body) {
        try {
            SealedPrompt sealed = new SealedPrompt(claim.keyPart(), body);
            return Optional.of(
                    PromptSeal.open(keys.prompts(), claim.job(), claim.spec().model(), clock.instant(), sealed));
        } catch (SealException e) {
            return Optional.empty();
        }
    }

    private Outcome tryToDraw(Claim claim, PromptDocument document) {
        try (document) {
            return ended(claim, drawPictures.draw(claim, document));
        } catch (UnusablePicture e) {
            return failed(claim, FailureCode.INVALID_PICTURE);
        } catch (LibraryUnavailable e) {
            LOG.warnf("Job %s: the library did not take a picture: %s", claim.job(), e.getMessage());
            return triedInVain(claim, FailureCode.RESULT_NOT_STORED);
        } catch (LeaseException e) {
            LOG.warnf(
                    "Job %s: no lease of model %s: %s",
                    claim.job(), claim.spec().model(), e.getMessage());
            channel.giveBack(claim, false);
            return new Outcome.Retry(RetryPolicy.delay(1));
        } catch (ModelException e) {
            LOG.errorf("Job %s: model %s: %s", claim.job(), claim.spec().model(), e.getMessage());
            return triedInVain(claim, FailureCode.MODEL_ERROR);
        } catch (EngineFailure e) {
            LOG.errorf("Job %s: the engine failed: %s", claim.job(), e.getMessage());
            return triedInVain(claim, FailureCode.MODEL_ERROR);
        } catch (OutOfMemoryError e) {
            return failed(claim, FailureCode.OUT_OF_MEMORY);
        }
    }

    private Outcome ended(Claim claim, Ending ending) {
        switch (ending) {
            case DONE -> {
                return new Outcome.Settled();
            }
            case EXPIRED -> {
                channel.expire(claim);
                withdraw(claim);
                return new Outcome.Settled();
            }
            case TIMED_OUT -> {
                return failed(claim, FailureCode.TIMED_OUT);
            }
            case DRAINED -> {
                channel.giveBack(claim, false);
                return new Outcome.Retry(Duration.ZERO);
            }
            case LEFT -> {
                return dropped(claim.job());
            }
        }
        throw new IllegalStateException("no such ending");
    }

    private Outcome triedInVain(Claim claim, FailureCode code) {
        if (claim.tries() >= config.attempts()) {
            return failed(claim, code);
        }
        channel.giveBack(claim, true);
        return new Outcome.Retry(RetryPolicy.delay(claim.tries()));
    }

    /** Published first: once the record is refused, nothing would ever say so again. */
    private Outcome failed(Claim claim, FailureCode code) {
        LOG.warnf("Job %s failed: %s", claim.job(), code.wireName());
        channel.fail(claim, code);
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
