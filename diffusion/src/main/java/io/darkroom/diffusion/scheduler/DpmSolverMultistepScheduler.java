package io.darkroom.diffusion.scheduler;

import io.darkroom.diffusion.random.NoiseSource;
import java.util.Arrays;

/**
 * DPM-Solver++(2M) and its stochastic form, as diffusers' {@code DPMSolverMultistepScheduler} with {@code algorithm_type}
 * "dpmsolver++" and "sde-dpmsolver++".
 */
final class DpmSolverMultistepScheduler implements Scheduler {
    /*
     * Lu, Zhou, Bao, Chen, Li, Zhu, "DPM-Solver++: Fast Solver for Guided Sampling of Diffusion Probabilistic Models",
     * arXiv:2211.01095, algorithm 2.
     *
     *   code                paper
     *   x0, clean.get(1)    x_theta at t_{i-1} and t_{i-2}
     *   ratio               1 / r_i = h_i / h_{i-1}, with h_i = lambda_{t_i} - lambda_{t_{i-1}}
     *
     * Where the run ends at sigma 0, lambda is infinite and only the first order is defined.
     */
    private static final int FEW_STEPS = 15;

    private final NoiseSchedule schedule;
    private final PredictionType prediction;
    private final SigmaPlan plan;
    private final DpmWeights.Kind kind;
    private final int order;
    private final boolean heun;
    private final boolean lowerOrderFinal;
    private final boolean eulerAtFinal;
    private final boolean roundsKarras;
    private final int end;

    DpmSolverMultistepScheduler(SchedulerConfig config) {
        config.requireOff("thresholding", "use_lu_lambdas", "use_flow_sigmas");
        kind = DpmWeights.Kind.of(config);
        if (config.text("variance_type", "").startsWith("learned")) { // other schedulers' types have no effect here
            throw config.unsupported("variance_type", "one that the model does not predict");
        }
        schedule = NoiseSchedule.withFiniteSigmas(config);
        prediction = PredictionType.of(config);
        order = config.integer("solver_order", 2, 1, 2);
        heun = DpmWeights.isHeun(config);
        float lastSigma = SigmaTable.last(config, schedule);
        plan = SigmaPlan.of(config, schedule, lastSigma);
        lowerOrderFinal = config.flag("lower_order_final", true);
        eulerAtFinal = config.flag("euler_at_final", false) || lastSigma == 0;
        roundsKarras = !config.text("beta_schedule", "linear").equals("squaredcos_cap_v2");
        end = schedule.endAbove(config);
    }

    @Override
    public Trajectory plan(int steps) {
        SigmaTable table = plan.whole(steps, end, roundsKarras);
        UnitLevels levels = new UnitLevels(table.sigmas());
        return new Run(RunTable.unitVariance(table.timesteps(), levels), new Steps(levels));
    }

    private final class Steps implements Solver {
        private final UnitLevels levels;
        private final History clean = new History(2);
        private float[] drawn = {};

        Steps(UnitLevels levels) {
            this.levels = levels;
        }

        @Override
        public void step(int i, float[] modelOutput, float[] latent, NoiseSource noise) {
            float[] x0 = clean.push(latent.length);
            PredictionType.Weights weights = prediction.clean(levels.alpha(i), levels.sigma(i));
            for (int k = 0; k < latent.length; k++) {
                x0[k] = weights.apply(latent[k], modelOutput[k]);
            }
            if (order == 1 || clean.size() == 1 || isFirstOrderEnd(i)) {
                firstOrder(i, x0, latent);
            } else {
                secondOrder(i, x0, latent);
            }
            if (kind == DpmWeights.Kind.SDE) {
                addNoise(i, latent, noise);
            }
        }

        private boolean isFirstOrderEnd(int i) {
            return i == levels.steps() - 1 && (eulerAtFinal || (lowerOrderFinal && levels.steps() < FEW_STEPS));
        }

        private void firstOrder(int i, float[] x0, float[] latent) {
            DpmWeights weights = DpmWeights.of(levels, i, i + 1, kind, heun);
            for (int k = 0; k < latent.length; k++) {
                latent[k] = weights.latent() * latent[k] + weights.clean() * x0[k];
            }
        }

        private void secondOrder(int i, float[] x0, float[] latent) {
            DpmWeights weights = DpmWeights.of(levels, i, i + 1, kind, heun);
            float h = levels.lambda(i + 1) - levels.lambda(i);
            float ratio = h / (levels.lambda(i) - levels.lambda(i - 1));
            float[] lastX0 = clean.get(1);
            for (int k = 0; k < latent.length; k++) {
                float slope = ratio * (x0[k] - lastX0[k]);
                latent[k] = weights.latent() * latent[k] + weights.clean() * x0[k] + weights.slope() * slope;
            }
        }

        private void addNoise(int i, float[] latent, NoiseSource noise) {
            if (drawn.length != latent.length) {
                drawn = new float[latent.length];
            }
            noise.fill(drawn);
            float weight = DpmWeights.of(levels, i, i + 1, kind, heun).noise();
            for (int k = 0; k < latent.length; k++) {
                latent[k] += weight * drawn[k];
            }
        }

        @Override
        public void erase() {
            clean.erase();
            Arrays.fill(drawn, 0);
        }
    }
}
