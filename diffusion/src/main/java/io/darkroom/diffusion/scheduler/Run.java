package io.darkroom.diffusion.scheduler;

import io.darkroom.diffusion.random.NoiseSource;

/** A run as its table says and its solver steps. */
final class Run implements Scheduler.Trajectory {
    private final RunTable table;
    private final Solver solver;

    Run(RunTable table, Solver solver) {
        this.table = table;
        this.solver = solver;
    }

    @Override
    public int size() {
        return table.size();
    }

    @Override
    public int startAfter(int skipped) {
        return skipped * table.callsPerStep();
    }

    @Override
    public float timestep(int i) {
        return table.timestep(i);
    }

    @Override
    public float initialNoiseScale() {
        return table.initialNoiseScale();
    }

    @Override
    public void scaleModelInput(int i, float[] latent, float[] out) {
        float divisor = table.divisor(i);
        for (int k = 0; k < latent.length; k++) {
            out[k] = latent[k] / divisor;
        }
    }

    @Override
    public void step(int i, float[] modelOutput, float[] latent, NoiseSource noise) {
        solver.step(i, modelOutput, latent, noise);
    }

    @Override
    public void addNoise(int i, float[] clean, float[] noise, float[] out) {
        float signalWeight = table.signal(i);
        float noiseWeight = table.noise(i);
        for (int k = 0; k < out.length; k++) {
            out[k] = signalWeight * clean[k] + noiseWeight * noise[k];
        }
    }

    @Override
    public void erase() {
        solver.erase();
    }
}
