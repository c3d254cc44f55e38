package io.darkroom.diffusion.scheduler;

import io.darkroom.diffusion.random.NoiseSource;

/** DEIS in log rho with one past prediction (tAB1), as diffusers' {@code DEISMultistepScheduler}. */
final class DeisScheduler implements Scheduler {
    /*
     * Zhang, Chen, "Fast Sampling of Diffusion Models with Exponential Integrator", arXiv:2204.13902, eq. 14 and 15 with the
     * prediction extrapolated by a polynomial of degree 1 in log rho (diffusers' order 2).
     *
     *   code             paper
     *   levels.ratio(i)  rho_t = sigma / alpha
     *   noise.get(j)     epsilon_theta at t_{i+j}
     *   weight(…)        C_ij: the integral of the Lagrange polynomial over rho
     *
     * A run ends at the smallest noise level of the training, not at 0.
     */
    private static final int FEW_STEPS = 15;

    private final NoiseSchedule schedule;
    private final PredictionType prediction;
    private final SigmaPlan plan;
    private final int order;
    private final boolean lowerOrderFinal;

    DeisScheduler(SchedulerConfig config) {
        config.requireOff("thresholding", "use_flow_sigmas");
        switch (config.text("algorithm_type", "deis")) {
            case "deis", "dpmsolver", "dpmsolver++" -> {} // diffusers takes DPM-Solver's files for deis
            default -> throw config.unsupported("algorithm_type", "deis");
        }
        switch (config.text("solver_type", "logrho")) {
            case "logrho", "midpoint", "heun", "bh1", "bh2" -> {} // other solvers' types, read as logrho
            default -> throw config.unsupported("solver_type", "logrho");
        }
        schedule = NoiseSchedule.withoutRescaling(config);
        prediction = PredictionType.of(config);
        order = config.integer("solver_order", 2, 1, 2);
        lowerOrderFinal = config.flag("lower_order_final", true);
        plan = SigmaPlan.of(config, schedule, schedule.sigmas()[0]).staying();
    }

    @Override
    public Trajectory plan(int steps) {
        SigmaTable table = plan.whole(steps, schedule.trainSteps(), true);
        UnitLevels levels = new UnitLevels(table.sigmas());
        return new Run(RunTable.unitVariance(table.timesteps(), levels), new Steps(levels));
    }

    private final class Steps implements Solver {
        private final UnitLevels levels;
        private final History noises = new History(2);

        Steps(UnitLevels levels) {
            this.levels = levels;
        }

        @Override
        public void step(int i, float[] modelOutput, float[] latent, NoiseSource noise) {
            float[] epsilon = noises.push(latent.length);
            PredictionType.Weights weights = prediction.noise(levels.alpha(i), levels.sigma(i));
            for (int k = 0; k < latent.length; k++) {
                epsilon[k] = weights.apply(latent[k], modelOutput[k]);
            }
            boolean endsLower = i == levels.steps() - 1 && lowerOrderFinal && levels.steps() < FEW_STEPS;
            if (order == 1 || noises.size() == 1 || endsLower) {
                firstOrder(i, epsilon, latent);
            } else {
                secondOrder(i, epsilon, latent);
            }
        }

        private void firstOrder(int i, float[] epsilon, float[] latent) {
            float h = levels.lambda(i + 1) - levels.lambda(i);
            float latentWeight = levels.alpha(i + 1) / levels.alpha(i);
            float noiseWeight = -levels.sigma(i + 1) * ((float) Math.exp(h) - 1);
            for (int k = 0; k < latent.length; k++) {
                latent[k] = latentWeight * latent[k] + noiseWeight * epsilon[k];
            }
        }

        private void secondOrder(int i, float[] epsilon, float[] latent) {
            double from = levels.ratio(i);
            double to = levels.ratio(i + 1);
            double before = levels.ratio(i - 1);
            float alpha = levels.alpha(i + 1);
            float latentWeight = alpha / levels.alpha(i);
            float weight = alpha * (float) weight(from, to, from, before);
            float weightBefore = alpha * (float) weight(from, to, before, from);
            float[] epsilonBefore = noises.get(1);
            for (int k = 0; k < latent.length; k++) {
                latent[k] = latentWeight * latent[k] + weight * epsilon[k] + weightBefore * epsilonBefore[k];
            }
        }

        @Override
        public void erase() {
            noises.erase();
        }
    }

    /** Integral over rho of the line in log rho that is 1 at {@code one} and 0 at {@code zero}. */
    private static double weight(double from, double to, double one, double zero) {
        return (integral(to, zero) - integral(from, zero)) / (Math.log(one) - Math.log(zero));
    }

    private static double integral(double rho, double zero) {
        return rho * (Math.log(rho) - Math.log(zero) - 1);
    }
}
