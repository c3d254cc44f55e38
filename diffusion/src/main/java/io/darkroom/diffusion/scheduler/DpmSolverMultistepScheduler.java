package io.darkroom.diffusion.scheduler;

import io.darkroom.diffusion.random.NoiseSource;

/** DPM-Solver++(2M), as diffusers' {@code DPMSolverMultistepScheduler} with {@code algorithm_type} "dpmsolver++". */
final class DpmSolverMultistepScheduler implements Scheduler {
    /*
     * Lu, Zhou, Bao, Chen, Li, Zhu, "DPM-Solver++: Fast Solver for Guided Sampling of Diffusion Probabilistic Models",
     * arXiv:2211.01095, algorithm 2; the "heun" weights are those of its appendix on second-order solvers.
     *
     *   code           paper
     *   x0, lastX0     x_theta at t_{i-1} and t_{i-2}
     *   h              h_i = lambda_{t_i} - lambda_{t_{i-1}}
     *   ratio          1 / r_i = h_i / h_{i-1}
     *
     * Where the run ends at sigma 0, lambda is infinite and only the first order is defined.
     */
    private static final int FEW_STEPS = 15;

    private final NoiseSchedule schedule;
    private final TimestepSpacing spacing;
    private final int stepsOffset;
    private final PredictionType prediction;
    private final int order;
    private final boolean heun;
    private final boolean lowerOrderFinal;
    private final boolean eulerAtFinal;
    private final float lastSigma;
    private final int end;

    DpmSolverMultistepScheduler(SchedulerConfig config) {
        config.requireOff(
                "thresholding",
                "use_karras_sigmas",
                "use_exponential_sigmas",
                "use_beta_sigmas",
                "use_lu_lambdas",
                "use_flow_sigmas");
        switch (config.text("algorithm_type", "dpmsolver++")) {
            case "dpmsolver++", "deis" -> {} // diffusers takes DEIS' files for dpmsolver++
            default -> throw config.unsupported("algorithm_type", "dpmsolver++");
        }
        if (config.text("variance_type", "").startsWith("learned")) { // other schedulers' types have no effect here
            throw config.unsupported("variance_type", "one that the model does not predict");
        }
        schedule = NoiseSchedule.withFiniteSigmas(config);
        spacing = TimestepSpacing.of(config, "linspace");
        stepsOffset = TimestepSpacing.offset(config);
        prediction = PredictionType.of(config);
        order = config.integer("solver_order", 2, 1, 2);
        heun = isHeun(config);
        lastSigma = SigmaTable.last(config, schedule);
        boolean endsClean = lastSigma == 0;
        lowerOrderFinal = config.flag("lower_order_final", true);
        eulerAtFinal = config.flag("euler_at_final", false) || endsClean;
        end = end(config, schedule);
    }

    private static boolean isHeun(SchedulerConfig config) {
        return switch (config.text("solver_type", "midpoint")) {
            case "midpoint", "logrho", "bh1", "bh2" -> false; // other solvers' types, which diffusers reads as midpoint
            case "heun" -> true;
            default -> throw config.unsupported("solver_type", "midpoint or heun");
        };
    }

    /** One more than the noisiest timestep whose lambda is not below {@code lambda_min_clipped}. */
    private static int end(SchedulerConfig config, NoiseSchedule schedule) {
        float least = (float) config.number("lambda_min_clipped", Double.NEGATIVE_INFINITY);
        int end = schedule.trainSteps();
        while (end > 0 && lambdaOf(schedule.alphaBar(end - 1)) < least) {
            end--;
        }
        if (end == 0) {
            throw config.unsupported("lambda_min_clipped", "below the largest lambda of the schedule");
        }
        return end;
    }

    private static float lambdaOf(float alphaBar) {
        return (float) Math.log((float) Math.sqrt(alphaBar)) - (float) Math.log((float) Math.sqrt(1 - alphaBar));
    }

    @Override
    public Trajectory plan(int steps) {
        // One timestep more than the steps is spaced out, and two at one place would make h zero.
        NoiseSchedule.requireSteps(steps, Math.max(1, spacing == TimestepSpacing.TRAILING ? end : end - 1));
        int[] timesteps = spacing.beforeClean(schedule.trainSteps(), end, steps, stepsOffset);
        float[] fed = new float[timesteps.length];
        for (int i = 0; i < fed.length; i++) {
            fed[i] = timesteps[i];
        }
        return new Run(fed, SigmaTable.at(fed, schedule, lastSigma));
    }

    private final class Run implements Trajectory {
        private final float[] timesteps;
        private final float[] sigmas;
        private float[] x0 = {};
        private float[] lastX0 = {};

        Run(float[] timesteps, float[] sigmas) {
            this.timesteps = timesteps;
            this.sigmas = sigmas;
        }

        @Override
        public int size() {
            return timesteps.length;
        }

        @Override
        public float timestep(int i) {
            return timesteps[i];
        }

        @Override
        public float initialNoiseScale() {
            return 1;
        }

        @Override
        public void scaleModelInput(int i, float[] latent, float[] out) {
            System.arraycopy(latent, 0, out, 0, latent.length);
        }

        @Override
        public void step(int i, float[] modelOutput, float[] latent, NoiseSource noise) {
            if (x0.length != latent.length) {
                x0 = new float[latent.length];
                lastX0 = new float[latent.length];
            }
            predictClean(sigmas[i], modelOutput, latent);
            if (i == 0 || order == 1 || isFirstOrderEnd(i)) {
                firstOrder(i, latent);
            } else {
                secondOrder(i, latent);
            }
            float[] reused = lastX0;
            lastX0 = x0;
            x0 = reused;
        }

        private boolean isFirstOrderEnd(int i) {
            return i == size() - 1 && (eulerAtFinal || (lowerOrderFinal && size() < FEW_STEPS));
        }

        private void predictClean(float sigmaRatio, float[] modelOutput, float[] latent) {
            float alpha = alpha(sigmaRatio);
            float sigma = sigmaRatio * alpha;
            for (int k = 0; k < latent.length; k++) {
                float predicted = modelOutput[k];
                x0[k] = switch (prediction) {
                    case EPSILON -> (latent[k] - sigma * predicted) / alpha;
                    case SAMPLE -> predicted;
                    case VELOCITY -> alpha * latent[k] - sigma * predicted;
                };
            }
        }

        private void firstOrder(int i, float[] latent) {
            float keep = keep(i);
            float weight = weight(i);
            for (int k = 0; k < latent.length; k++) {
                latent[k] = keep * latent[k] + weight * x0[k];
            }
        }

        private void secondOrder(int i, float[] latent) {
            float h = lambda(sigmas[i + 1]) - lambda(sigmas[i]);
            float ratio = h / (lambda(sigmas[i]) - lambda(sigmas[i - 1]));
            float keep = keep(i);
            float weight = weight(i);
            float slopeWeight = heun ? alpha(sigmas[i + 1]) * (((float) Math.exp(-h) - 1) / h + 1) : 0.5f * weight;
            for (int k = 0; k < latent.length; k++) {
                float slope = ratio * (x0[k] - lastX0[k]);
                latent[k] = keep * latent[k] + weight * x0[k] + slopeWeight * slope;
            }
        }

        /** Weight of the latent itself: sigma_t / sigma_s. */
        private float keep(int i) {
            return (sigmas[i + 1] * alpha(sigmas[i + 1])) / (sigmas[i] * alpha(sigmas[i]));
        }

        /** Weight of x0: alpha_t (1 - exp(-h)). */
        private float weight(int i) {
            float h = lambda(sigmas[i + 1]) - lambda(sigmas[i]);
            return -alpha(sigmas[i + 1]) * ((float) Math.exp(-h) - 1);
        }
    }

    /** Weight of the signal where noise is {@code sigma} times as strong and the variance is 1. */
    private static float alpha(float sigma) {
        return 1 / (float) Math.sqrt(sigma * sigma + 1);
    }

    /** Half the logarithm of the signal-to-noise ratio; infinite at 0. */
    private static float lambda(float sigma) {
        float alpha = alpha(sigma);
        return (float) Math.log(alpha) - (float) Math.log(sigma * alpha);
    }
}
