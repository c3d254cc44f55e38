package io.darkroom.worker.draw;

import io.darkroom.core.crypto.PictureSeal;
import io.darkroom.core.crypto.SeedSeal;
import io.darkroom.core.job.JobSpec;
import io.darkroom.core.privacy.PictureBytes;
import io.darkroom.core.privacy.PromptDocument;
import io.darkroom.diffusion.shelf.ModelLease;
import io.darkroom.worker.config.Keys;
import io.darkroom.worker.config.WorkerConfig;
import io.darkroom.worker.deliver.Claim;
import io.darkroom.worker.deliver.JobChannel;
import io.darkroom.worker.model.Models;
import io.darkroom.worker.retain.Library;
import io.darkroom.worker.retain.RetainedPicture;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** From an opened prompt to sealed pictures: draws step by step, looks up between two steps, hands over what is ready. */
@ApplicationScoped
public class DrawPictures {
    private final JobChannel channel;
    private final Library library;
    private final Models models;
    private final Keys keys;
    private final WorkerConfig config;
    private final Drain drain;
    private final Clock clock;

    /** Wires the ports. */
    public DrawPictures(
            JobChannel channel,
            Library library,
            Models models,
            Keys keys,
            WorkerConfig config,
            Drain drain,
            Clock clock) {
        this.channel = channel;
        this.library = library;
        this.models = models;
        this.keys = keys;
        this.config = config;
        this.drain = drain;
        this.clock = clock;
    }

    Ending draw(Claim claim, PromptDocument document) {
        JobSpec spec = claim.spec();
        if (claim.drawn() < spec.images()) {
            // Some of the lock is left for decoding, sealing and storing; waiting for the model is in it.
            Instant latest =
                    clock.instant().plus(config.lockDuration().multipliedBy(9).dividedBy(10));
            try (ModelLease lease = models.lease(spec.model());
                    Drawing drawing = Drawing.begin(lease.model(), spec, document, claim.drawn())) {
                Optional<Ending> early =
                        advanceAll(claim, drawing, latest).or(() -> developAll(claim, document, drawing));
                if (early.isPresent()) {
                    return early.get();
                }
            }
        }
        return channel.succeed(claim) ? Ending.DONE : Ending.LEFT;
    }

    private Optional<Ending> advanceAll(Claim claim, Drawing drawing, Instant latest) {
        long begun = System.nanoTime();
        while (!drawing.isFinished()) {
            drawing.advance();
            Optional<Ending> early = lookUp(claim, drawing, latest);
            if (early.isPresent()) {
                return early;
            }
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        models.measured(claim.spec().model(), seconds / drawing.steps() / drawing.size());
        return Optional.empty();
    }

    private Optional<Ending> lookUp(Claim claim, Drawing drawing, Instant latest) {
        if (!channel.progress(claim, drawing.step(), drawing.steps())) {
            return Optional.of(Ending.LEFT);
        }
        Instant now = clock.instant();
        if (now.isAfter(claim.deadline())) {
            return Optional.of(Ending.EXPIRED);
        }
        if (now.isAfter(latest)) {
            return Optional.of(Ending.TIMED_OUT);
        }
        return drain.isOver() ? Optional.of(Ending.DRAINED) : Optional.empty();
    }

    private Optional<Ending> developAll(Claim claim, PromptDocument document, Drawing drawing) {
        for (int i = 0; i < drawing.size(); i++) {
            try (PictureBytes picture = drawing.develop(i)) {
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
