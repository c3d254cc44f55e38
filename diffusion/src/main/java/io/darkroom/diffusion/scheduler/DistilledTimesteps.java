package io.darkroom.diffusion.scheduler;

/** The timesteps of a model distilled to few steps: some of the {@code original_inference_steps} of its distillation. */
record DistilledTimesteps(int originalSteps, int stride) {
    static DistilledTimesteps of(SchedulerConfig config) {
        int trainSteps = Betas.trainSteps(config);
        int originalSteps = config.integer("original_inference_steps", 50, 1, trainSteps);
        return new DistilledTimesteps(originalSteps, trainSteps / originalSteps);
    }

    /** {@code steps} timesteps, descending, evenly from the noisiest. */
    int[] spaced(int steps) {
        NoiseSchedule.requireSteps(steps, originalSteps);
        int[] timesteps = new int[steps];
        for (int i = 0; i < steps; i++) {
            int index = (int) Math.floor(i * ((double) originalSteps / steps));
            timesteps[i] = (originalSteps - index) * stride - 1;
        }
        return timesteps;
    }
}
