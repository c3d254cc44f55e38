package io.darkroom.worker.model;

import io.darkroom.diffusion.engine.Engine;
import io.darkroom.diffusion.engine.Sharing;
import io.darkroom.diffusion.onnx.ExecutionProvider;
import io.darkroom.worker.config.WorkerConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the one engine of this worker, which draws all jobs in hand. */
@ApplicationScoped
public class EngineBeans {
    @Produces
    @Singleton
    Engine engine(WorkerConfig config) {
        boolean processor = config.executionProvider() == ExecutionProvider.CPU;
        return new Engine(processor ? Sharing.ofProcessor() : Sharing.ofGraphicsCard());
    }

    void close(@Disposes Engine engine) {
        engine.close();
    }
}
