package io.darkroom.worker.draw;

import io.darkroom.core.crypto.PictureSeal;
import io.darkroom.core.crypto.SeedSeal;
import io.darkroom.core.job.JobSpec;
import io.darkroom.core.privacy.PictureBytes;
import io.darkroom.core.privacy.PromptDocument;
import io.darkroom.diffusion.shelf.ModelLease;
import io.darkroom.worker.config.Keys;
import io.darkroom.worker.deliver.Claim;
import io.darkroom.worker.deliver.JobChannel;
import io.darkroom.worker.model.Models;
import io.darkroom.worker.retain.Library;
import io.darkroom.worker.retain.RetainedPicture;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;

/** From an opened prompt to sealed pictures: draws step by step, looks up between two steps, hands over what is ready. */
@ApplicationScoped
public class DrawPictures {
    private static final Logger LOG = Logger.getLogger(DrawPictures.class);

    private final JobChannel channel;
    private final Library library;
    private final Models models;
    private final Keys keys;

    /** Wires the ports. */
    public DrawPictures(JobChannel channel, Library library, Models models, Keys keys) {
        this.channel = channel;
        this.library = library;
        this.models = models;
        this.keys = keys;
    }

    /**
     * Draws what earlier attempts left to draw.
     *
     * @throws java.util.concurrent.CancellationException if the lease ends in the midst of a call
     */
    Ending draw(Claim claim, PromptDocument document, Lease lease) {
        JobSpec spec = claim.spec();
        if (claim.drawn() < spec.images()) {
            try (ModelLease room = models.lease(spec.model());
                    Drawing drawing = Drawing.begin(room.model(), spec, document, claim.drawn())) {
                lease.showProgress();
                Optional<Ending> early =
                        advanceAll(claim, drawing, lease).or(() -> developAll(claim, document, drawing, lease));
                if (early.isPresent()) {
                    return early.get();
                }
            }
        }
        return channel.succeed(claim) ? Ending.DONE : Ending.LEFT;
    }

    private Optional<Ending> advanceAll(Claim claim, Drawing drawing, Lease lease) {
        long begun = System.nanoTime();
        while (!drawing.isFinished()) {
            drawing.advance(lease.cancellation());
            lease.showProgress();
            Optional<Ending> early = lookUp(claim, drawing, lease);
            if (early.isPresent()) {
                return early;
            }
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        models.measured(claim.spec().model(), seconds / drawing.steps() / drawing.size());
        return Optional.empty();
    }

    private Optional<Ending> lookUp(Claim claim, Drawing drawing, Lease lease) {
        if (!tellProgress(claim, drawing)) {
            return Optional.of(Ending.LEFT);
        }
        return lease.ending();
    }

    /** False if the job is no longer ours; a Redis that does not answer for a moment costs a number, not a drawing. */
    private boolean tellProgress(Claim claim, Drawing drawing) {
        try {
            return channel.progress(claim, drawing.step(), drawing.steps());
        } catch (RuntimeException unknown) {
            LOG.debugf("Job %s: its progress could not be told", claim.job());
            return true;
        }
    }

    private Optional<Ending> developAll(Claim claim, PromptDocument document, Drawing drawing, Lease lease) {
        for (int i = 0; i < drawing.size(); i++) {
            try (PictureBytes picture = drawing.develop(i, lease.cancellation())) {
                lease.showProgress();
                if (!handOver(claim, document, claim.drawn() + i, picture)) {
                    return Optional.of(Ending.LEFT);
                }
            }
        }
        return Optional.empty();
    }

    /** The library first: once a picture counts as drawn, no later attempt would put it there. */
    private boolean handOver(Claim claim, PromptDocument document, int number, PictureBytes picture) {
        if (claim.spec().retain()) {
            retain(claim, document, number, picture);
        }
        return channel.picture(claim, number, PictureSeal.seal(keys.delivery(), claim.job(), number, picture));
    }

    private void retain(Claim claim, PromptDocument document, int number, PictureBytes picture) {
        JobSpec spec = claim.spec();
        library.add(new RetainedPicture(
                claim.job(),
                number,
                claim.owner(),
                spec.model(),
                spec.width(),
                spec.height(),
                keys.storage().currentKeyId(),
                PictureSeal.seal(keys.storage(), claim.job(), number, picture),
                SeedSeal.seal(keys.storage(), claim.job(), document.seed())));
    }
}
