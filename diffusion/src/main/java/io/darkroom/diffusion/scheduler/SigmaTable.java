package io.darkroom.diffusion.scheduler;

/** The noise levels that a run goes through: one per timestep, and the one it ends with. */
final class SigmaTable {
    private SigmaTable() {}

    /**
     * Sigmas at {@code timesteps} (fractions interpolated linearly), then {@code last}.
     *
     * @param timesteps each in 0..{@code trainSteps} - 1
     */
    static float[] at(float[] timesteps, NoiseSchedule schedule, float last) {
        float[] trained = schedule.sigmas();
        float[] sigmas = new float[timesteps.length + 1];
        for (int i = 0; i < timesteps.length; i++) {
            double t = timesteps[i];
            int below = (int) t;
            int above = Math.min(below + 1, trained.length - 1);
            double slope = (double) trained[above] - trained[below];
            sigmas[i] = (float) (slope * (t - below) + trained[below]);
        }
        sigmas[timesteps.length] = last;
        return sigmas;
    }

    /** The sigma that a run ends with: 0, or the smallest of the training schedule. */
    static float last(SchedulerConfig config, NoiseSchedule schedule) {
        return switch (config.text("final_sigmas_type", "zero")) {
            case "zero" -> 0;
            case "sigma_min" -> schedule.sigmas()[0];
            default -> throw config.unsupported("final_sigmas_type", "zero or sigma_min");
        };
    }
}
