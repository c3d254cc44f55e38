package io.darkroom.api.result;

import io.darkroom.api.problem.ProblemException;
import io.darkroom.api.retain.RetainedImages;
import io.darkroom.api.status.FindJob;
import io.darkroom.api.status.JobSnapshot;
import io.darkroom.core.job.JobId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Erases one picture, wherever it is, at its owner's word: the acknowledgement of who has it safely. */
@ApplicationScoped
public class ErasePicture {
    private final FindJob findJob;
    private final PictureChannel channel;
    private final RetainedImages library;

    /** Erases from {@code channel} and {@code library}. */
    public ErasePicture(FindJob findJob, PictureChannel channel, RetainedImages library) {
        this.findJob = findJob;
        this.channel = channel;
        this.library = library;
    }

    /**
     * Erases picture {@code number} of the owner's job; erasing it again changes nothing.
     *
     * @throws ProblemException if the owner has no such job, or it no such picture, or not yet
     */
    public void erase(String owner, String id, int number) {
        Optional<JobId> forgotten = findJob.record(owner, id).isPresent() ? Optional.empty() : JobId.parse(id);
        if (forgotten.isPresent() && library.delete(owner, forgotten.get(), number)) {
            return;
        }
        JobSnapshot job = findJob.find(owner, id);
        PictureNumbers.requireDrawn(job, number);
        channel.erase(job.id(), number);
        if (job.spec().retain()) {
            library.delete(owner, job.id(), number);
        }
    }
}
