package io.darkroom.worker.draw;

import io.darkroom.core.job.FailureCode;
import io.darkroom.core.job.JobSpec;
import io.darkroom.core.privacy.PromptDocument;
import io.darkroom.diffusion.engine.Drawing;
import io.darkroom.diffusion.engine.Engine;
import io.darkroom.diffusion.engine.Lane;
import io.darkroom.diffusion.engine.Order;
import io.darkroom.diffusion.pipeline.PictureRequest;
import io.darkroom.diffusion.pipeline.Pipeline;
import io.darkroom.diffusion.pipeline.Series;
import io.darkroom.diffusion.pipeline.StableDiffusion;
import io.darkroom.diffusion.shelf.ModelLease;
import io.darkroom.worker.config.WorkerConfig;
import io.darkroom.worker.model.Models;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;

/** Has all jobs of this worker drawn by its one engine, where they share U-Net calls. */
@ApplicationScoped
@Typed(EnginePainter.class)
public class EnginePainter implements Painter {
    private final Models models;
    private final Engine engine;
    private final WorkerConfig config;

    /** Draws with {@code models} on {@code engine}. */
    public EnginePainter(Models models, Engine engine, WorkerConfig config) {
        this.models = models;
        this.engine = engine;
        this.config = config;
    }

    @Override
    public Painting begin(JobSpec spec, PromptDocument document, int first, Lease lease) {
        Begin begin = new Begin(spec, document);
        try {
            requireDrawn(spec, begin.pipeline());
            PictureRequest request = begin.request(document.seed() + first)
                    .withGuidanceBetween(config.guidanceFrom(), config.guidanceTo());
            Series series = new Series(request, spec.images() - first);
            ModelLease room = models.lease(spec.model(), lease::waitOn);
            try {
                return new EnginePainting(begin, room, draw(room.model(), series, spec.lane()));
            } catch (RuntimeException | Error e) {
                room.close();
                throw e;
            }
        } catch (RuntimeException | Error e) {
            begin.close();
            throw e;
        }
    }

    /** The API has asked the model, unless it could not know what it starts from. */
    private void requireDrawn(JobSpec spec, io.darkroom.core.job.Pipeline pipeline) {
        if (spec.pipeline() != pipeline
                && !models.describe(spec.model()).pipelines().contains(Pipeline.valueOf(pipeline.name()))) {
            throw new UnusableDocument(FailureCode.PIPELINE_NOT_SUPPORTED);
        }
    }

    private Drawing draw(StableDiffusion model, Series series, io.darkroom.core.job.Lane lane) {
        try {
            return engine.draw(new Order(model, series, Lane.valueOf(lane.name())));
        } catch (IllegalStateException closed) {
            throw new EngineStopped();
        } catch (RuntimeException e) {
            throw new EngineFailure(e);
        }
    }
}
