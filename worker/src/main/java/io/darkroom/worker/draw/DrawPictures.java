package io.darkroom.worker.draw;

import io.darkroom.core.crypto.PictureSeal;
import io.darkroom.core.crypto.SealingKeys;
import io.darkroom.core.crypto.SeedSeal;
import io.darkroom.core.job.JobSpec;
import io.darkroom.core.privacy.PictureBytes;
import io.darkroom.core.privacy.PromptDocument;
import io.darkroom.worker.config.Keys;
import io.darkroom.worker.deliver.Claim;
import io.darkroom.worker.deliver.JobChannel;
import io.darkroom.worker.retain.RetainedPicture;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jboss.logging.Logger;

/** From an opened prompt to sealed pictures: has them drawn, tells how far they are, hands over what is ready. */
@ApplicationScoped
public class DrawPictures {
    private static final Logger LOG = Logger.getLogger(DrawPictures.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    /** Longer than a Redis takes to come back; what is drawn waits in hand meanwhile. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final JobChannel channel;
    private final PatientLibrary library;
    private final Painter painter;
    private final Keys keys;

    /** Wires the ports. */
    public DrawPictures(JobChannel channel, PatientLibrary library, Painter painter, Keys keys) {
        this.channel = channel;
        this.library = library;
        this.painter = painter;
        this.keys = keys;
    }

    /**
     * Draws what earlier attempts left to draw.
     *
     * @throws CancellationException if the lease ends first
     */
    Ending draw(Claim claim, PromptDocument document, Lease lease) {
        JobSpec spec = claim.spec();
        Recipients recipients = Recipients.of(spec, document, keys);
        if (!tellSeed(claim, document, recipients)) {
            return Ending.LEFT;
        }
        if (claim.drawn() == spec.images()) {
            return channel.succeed(claim) ? Ending.DONE : Ending.LEFT;
        }
        try (Painting painting = painter.begin(spec, document, claim.drawn(), lease);
                Lease.Listening unused = lease.onEnd(painting::cancel);
                Sequence sequence = new Sequence(spec.images() - claim.drawn(), System::nanoTime)) {
            lease.beginDrawing();
            boolean ours = handOverAll(new Task(claim, document, recipients, lease), painting, sequence);
            return ours ? Ending.DONE : Ending.LEFT;
        }
    }

    /** Once, before the first picture. */
    private boolean tellSeed(Claim claim, PromptDocument document, Recipients recipients) {
        return claim.drawn() > 0
                || recipients
                        .forSeed()
                        .map(key -> channel.seed(claim, SeedSeal.seal(key, claim.job(), document.seed())))
                        .orElse(true);
    }

    private boolean handOverAll(Task task, Painting painting, Sequence sequence) {
        while (!sequence.isOver()) {
            task.lease().mustHold();
            Optional<News> news = painting.next(LOOK);
            task.lease().showIdle(painting.inCall());
            if (news.isPresent() && !take(task, news.get(), sequence)) {
                return false;
            }
        }
        return true;
    }

    private boolean take(Task task, News news, Sequence sequence) {
        if (news instanceof News.Progress progress) {
            return sequence.advanced(progress.picture(), progress.step(), progress.steps())
                    .map(step -> tellProgress(task.claim(), step, progress.steps()))
                    .orElse(true);
        }
        if (news instanceof News.Drawn drawn) {
            sequence.drawn(drawn.picture(), drawn.png());
        }
        return handOverReady(task, sequence);
    }

    private boolean handOverReady(Task task, Sequence sequence) {
        int number = task.claim().drawn() + sequence.taken();
        for (Optional<PictureBytes> next = sequence.takeNext(); next.isPresent(); next = sequence.takeNext()) {
            try (PictureBytes picture = next.get()) {
                if (!handOver(task, number++, picture)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** False if the job is no longer ours; a Redis that does not answer for a moment costs a number, not a drawing. */
    private boolean tellProgress(Claim claim, int step, int steps) {
        try {
            return channel.progress(claim, step, steps);
        } catch (RuntimeException unknown) {
            LOG.debugf("Job %s: its progress could not be told", claim.job());
            return true;
        }
    }

    /** The library first: once a picture counts as drawn, no later attempt would put it there. */
    private boolean handOver(Task task, int number, PictureBytes picture) {
        Claim claim = task.claim();
        if (claim.spec().retain()) {
            retain(task, number, picture);
        }
        SealingKeys key = task.recipients().forDelivery();
        return tell(task, number, PictureSeal.seal(key, claim.job(), number, picture));
    }

    /** A Redis that does not answer costs time and no drawing: the picture is kept, and the lease with it, until it does. */
    private boolean tell(Task task, int number, String sealed) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return isLast(task.claim(), number)
                        ? channel.succeed(task.claim(), number, sealed)
                        : channel.picture(task.claim(), number, sealed);
            } catch (RuntimeException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                LOG.debugf(
                        "Job %s: a picture could not be handed over yet",
                        task.claim().job());
                task.lease().waitOn();
                rest();
            }
        }
    }

    private static boolean isLast(Claim claim, int number) {
        return number == claim.spec().images() - 1;
    }

    private static void rest() {
        try {
            Thread.sleep(LOOK.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }

    private void retain(Task task, int number, PictureBytes picture) {
        Claim claim = task.claim();
        JobSpec spec = claim.spec();
        Recipients recipients = task.recipients();
        SealingKeys key = recipients.forKeeping();
        library.add(
                new RetainedPicture(
                        claim.job(),
                        number,
                        isLast(claim, number),
                        claim.owner(),
                        spec.model(),
                        spec.width(),
                        spec.height(),
                        key.currentKeyId(),
                        PictureSeal.seal(key, claim.job(), number, picture),
                        recipients
                                .forKeptSeed()
                                .map(to -> SeedSeal.seal(
                                        to, claim.job(), task.document().seed()))
                                .orElse(null)),
                task.lease());
    }

    /** What is to be drawn, and for whom. */
    private record Task(Claim claim, PromptDocument document, Recipients recipients, Lease lease) {}
}
