package io.darkroom.bench.parts;

import io.darkroom.diffusion.random.NoiseSource;
import io.darkroom.diffusion.random.TorchCpuGenerator;
import io.darkroom.diffusion.scheduler.Scheduler;
import io.darkroom.diffusion.scheduler.SchedulerConfig;
import io.darkroom.diffusion.scheduler.Schedulers;
import java.io.IOException;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One step of a latent of 128x128 pixels: its share of a whole run of twenty, planning and scaling included. */
@State(Scope.Benchmark)
public class SchedulerBenchmark {
    private static final int STEPS = 20;

    /** Replaced by all names there are. */
    @Param("ddim")
    @SuppressWarnings("NullAway.Init") // JMH sets it
    public String scheduler;

    @SuppressWarnings("NullAway.Init") // JMH calls the set-up
    private Scheduler algorithm;

    private final float[] prediction = new float[DemoModel.LATENT];
    private final float[] latent = new float[DemoModel.LATENT];
    private final float[] scaled = new float[DemoModel.LATENT];
    private final NoiseSource noise = new TorchCpuGenerator(1);

    /** Makes the scheduler as the demo model has it. */
    @Setup
    public void make() throws IOException {
        algorithm = Schedulers.create(
                scheduler, SchedulerConfig.read(DemoModel.folder().resolve("scheduler/scheduler_config.json")));
        new TorchCpuGenerator(2).fill(prediction);
    }

    /** Runs from noise to the end. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public float[] scheduler() {
        Scheduler.Trajectory run = algorithm.plan(STEPS);
        Arrays.fill(latent, run.initialNoiseScale());
        for (int i = 0; i < run.size(); i++) {
            run.scaleModelInput(i, latent, scaled);
            run.step(i, prediction, latent, noise);
        }
        return latent;
    }
}
