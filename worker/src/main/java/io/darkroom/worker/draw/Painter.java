package io.darkroom.worker.draw;

import io.darkroom.core.job.JobSpec;
import io.darkroom.core.privacy.PromptDocument;

/** What draws: between the jobs, which are this package's affair, and whatever makes pictures of them. */
public interface Painter {
    /**
     * Begins the pictures of a job from number {@code first} on. May wait for the job's model, as long as the lease lasts.
     *
     * @param document stays open until the painting is closed
     * @throws java.util.concurrent.CancellationException if the lease ends first
     * @throws UnusableDocument if the picture or the mask that came with the prompt cannot be drawn from
     * @throws EngineFailure if it cannot be drawn
     */
    Painting begin(JobSpec spec, PromptDocument document, int first, Lease lease);
}
