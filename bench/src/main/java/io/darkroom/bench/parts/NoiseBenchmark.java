package io.darkroom.bench.parts;

import io.darkroom.diffusion.random.NoiseSource;
import io.darkroom.diffusion.random.TorchCpuGenerator;
import io.darkroom.diffusion.random.TorchCudaGenerator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The noise of a latent of 128x128 pixels. */
@State(Scope.Benchmark)
public class NoiseBenchmark {
    private final NoiseSource cpu = new TorchCpuGenerator(1);
    private final NoiseSource cuda = new TorchCudaGenerator(1);
    private final float[] latent = new float[DemoModel.LATENT];

    /** As torch draws it on the processor. */
    @Benchmark
    public float[] noiseCpu() {
        cpu.fill(latent);
        return latent;
    }

    /** As torch draws it on a graphics card. */
    @Benchmark
    public float[] noiseCuda() {
        cuda.fill(latent);
        return latent;
    }
}
