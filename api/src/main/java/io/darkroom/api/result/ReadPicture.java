package io.darkroom.api.result;

import io.darkroom.api.config.Keys;
import io.darkroom.api.problem.ErrorCode;
import io.darkroom.api.problem.ProblemException;
import io.darkroom.api.retain.RetainedImages;
import io.darkroom.api.retain.SealedImage;
import io.darkroom.api.status.FindJob;
import io.darkroom.api.status.JobSnapshot;
import io.darkroom.core.crypto.OpeningKeys;
import io.darkroom.core.crypto.PictureSeal;
import io.darkroom.core.crypto.SeedSeal;
import io.darkroom.core.job.JobId;
import io.darkroom.core.job.JobState;
import io.darkroom.core.job.Pipeline;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives owners their pictures: from the channel while they are there, else from the library if they were to be kept. */
@ApplicationScoped
public class ReadPicture {
    private final FindJob findJob;
    private final PictureChannel channel;
    private final RetainedImages library;
    private final Keys keys;
    private final Clock clock;

    /** Wires the ports. */
    public ReadPicture(FindJob findJob, PictureChannel channel, RetainedImages library, Keys keys, Clock clock) {
        this.findJob = findJob;
        this.channel = channel;
        this.library = library;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Picture {@code number} of the owner's job; of a job with {@code delivery=once} it is lent, and erased when it has
     * been handed over.
     *
     * @throws ProblemException if there is no such picture, or not yet, or no more
     */
    public DeliveredPicture read(String owner, String id, int number) {
        JobId job = JobId.parse(id).orElseThrow(findJob::unknown);
        Optional<HandedOut> handedOut = handOut(owner, job, number);
        if (handedOut.isPresent()) {
            return read(
                    FindJob.live(handedOut.get().record()),
                    number,
                    handedOut.get().loan());
        }
        return retained(owner, job, number).orElseThrow(findJob::unknown);
    }

    /** Just after Redis was lost, a job may have to be put back before it is found. */
    private Optional<HandedOut> handOut(String owner, JobId job, int number) {
        Optional<HandedOut> known = channel.handOut(owner, job, number);
        return known.isPresent() || findJob.record(owner, job.toString()).isEmpty()
                ? known
                : channel.handOut(owner, job, number);
    }

    /** Whether {@link #read} would find the picture; erases nothing. Tells whether it is sealed to its owner's key. */
    public boolean check(String owner, String id, int number) {
        JobSnapshot job = findJob.find(owner, id);
        PictureNumbers.require(job, number);
        Optional<String> sealed = channel.read(job.id(), number).filter(picture -> !isLost(job, picture));
        if (sealed.isEmpty() && job.spec().retain()) {
            sealed = library.find(owner, job.id(), number).map(SealedImage::sealedPicture);
        }
        String text = sealed.orElseThrow(() -> absent(job, number));
        return !keys.delivery(text).areNamedBy(text) && !keys.storage(text).areNamedBy(text);
    }

    private DeliveredPicture read(JobSnapshot job, int number, Optional<Loan> loan) {
        PictureNumbers.require(job, number);
        return loan.flatMap(lent -> open(job, number, lent))
                .or(() -> job.spec().retain() ? retained(job.owner(), job.id(), number) : Optional.empty())
                .orElseThrow(() -> absent(job, number));
    }

    private Optional<DeliveredPicture> open(JobSnapshot job, int number, Loan loan) {
        try {
            String picture = loan.sealedPicture();
            if (isLost(job, picture)) {
                loan.handover().broken();
                return Optional.empty();
            }
            return Optional.of(
                    open(keys.delivery(picture), job.id(), number, picture, job.sealedSeed(), loan.handover()));
        } catch (RuntimeException e) {
            loan.handover().broken();
            throw e;
        }
    }

    /** Whether it was sealed to a key of this service's that has been destroyed: its owner has given none. */
    private boolean isLost(JobSnapshot job, String picture) {
        return job.spec().resultKey() == null
                && job.spec().pipeline() != Pipeline.UNTOLD
                && !keys.delivery(picture).areNamedBy(picture);
    }

    /** What is not for one of our keys is for its owner's, and is handed over as it is. */
    private static DeliveredPicture open(
            OpeningKeys own, JobId job, int number, String picture, @Nullable String seed, Handover handover) {
        Optional<String> sealedSeed = Optional.ofNullable(seed);
        if (!own.areNamedBy(picture)) {
            return DeliveredPicture.sealed(picture, sealedSeed.filter(jwe -> !own.areNamedBy(jwe)), handover);
        }
        return DeliveredPicture.opened(
                PictureSeal.open(own, job, number, picture),
                sealedSeed.filter(own::areNamedBy).map(jwe -> SeedSeal.open(own, job, jwe) + number),
                handover);
    }

    private Optional<DeliveredPicture> retained(String owner, JobId job, int number) {
        return library.find(owner, job, number)
                .map(image -> open(
                        keys.storage(image.sealedPicture()),
                        job,
                        number,
                        image.sealedPicture(),
                        image.sealedSeed(),
                        Handover.NONE));
    }

    private ProblemException absent(JobSnapshot job, int number) {
        JobState state = job.stateAt(clock.instant());
        if (state == JobState.EXPIRED) {
            return ProblemException.of(ErrorCode.JOB_EXPIRED, "The job's time is over, and so is its pictures'");
        }
        if (state == JobState.FAILED) {
            return ProblemException.of(ErrorCode.JOB_FAILED, "The job has failed: " + job.code());
        }
        if (state == JobState.SUCCEEDED || number < job.drawn()) {
            return ProblemException.of(ErrorCode.PICTURE_GONE, "The picture has been read, or its time is over");
        }
        return PictureNumbers.notReady();
    }
}
