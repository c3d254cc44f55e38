package io.darkroom.diffusion.scheduler;

import io.darkroom.diffusion.random.NoiseSource;
import java.util.Arrays;

/** DPM-Solver++(2S) and its stochastic form, as diffusers' {@code DPMSolverSinglestepScheduler}. */
final class DpmSolverSinglestepScheduler implements Scheduler {
    /*
     * Lu, Zhou, Bao, Chen, Li, Zhu, arXiv:2211.01095, algorithm 1, whose intermediate points are taken from the list of
     * timesteps as every other one: a run has as many evaluations as steps asked for.
     *
     *   code                paper
     *   start               x̃ at t_{i-1}
     *   clean.get(1)        x_theta at t_{i-1}
     *   x0                  x_theta at s_i
     *   ratio               1 / r_i, with r_i = (lambda_{s_i} - lambda_{t_{i-1}}) / h_i
     *
     * The timesteps are spaced evenly whatever the configuration says, as diffusers does.
     */
    private final NoiseSchedule schedule;
    private final PredictionType prediction;
    private final SigmaPlan plan;
    private final DpmWeights.Kind kind;
    private final int order;
    private final boolean heun;
    private final boolean lowerOrderFinal;
    private final boolean endsClean;
    private final int end;

    DpmSolverSinglestepScheduler(SchedulerConfig config) {
        config.requireOff("thresholding", "use_flow_sigmas");
        kind = DpmWeights.Kind.of(config);
        if (config.text("variance_type", "").startsWith("learned")) { // other schedulers' types have no effect here
            throw config.unsupported("variance_type", "one that the model does not predict");
        }
        schedule = NoiseSchedule.withoutRescaling(config);
        prediction = PredictionType.of(config);
        order = config.integer("solver_order", 2, 1, 2);
        heun = DpmWeights.isHeun(config);
        float lastSigma = SigmaTable.last(config, schedule);
        plan = SigmaPlan.even(config, schedule, lastSigma);
        lowerOrderFinal = config.flag("lower_order_final", false);
        endsClean = lastSigma == 0;
        end = schedule.endAbove(config);
    }

    @Override
    public Trajectory plan(int steps) {
        SigmaTable table = plan.whole(steps, end, true);
        UnitLevels levels = new UnitLevels(table.sigmas());
        return new Run(RunTable.unitVariance(table.timesteps(), levels), new Steps(levels));
    }

    private final class Steps implements Solver {
        private final UnitLevels levels;
        private final History clean = new History(2);
        private float[] start = {};
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
            if (clean.size() == 1 || isFirstOrder(i)) {
                start = start.length == latent.length ? start : new float[latent.length];
                System.arraycopy(latent, 0, start, 0, latent.length);
                advance(i, i, x0, latent, noise);
            } else {
                advance(i, i - 1, x0, latent, noise);
            }
        }

        /** Orders alternate 1, 2; where steps are left over at the end they are of order 1. */
        private boolean isFirstOrder(int i) {
            int steps = levels.steps();
            boolean isLast = i == steps - 1;
            boolean endsLower = lowerOrderFinal || endsClean || steps % order != 0;
            return order == 1 || i % 2 == 0 || (isLast && endsLower);
        }

        /** Goes from level {@code from}, where the start is, to the level after {@code i}. */
        private void advance(int i, int from, float[] x0, float[] latent, NoiseSource noise) {
            DpmWeights weights = DpmWeights.of(levels, from, i + 1, kind, heun);
            draw(latent.length, noise);
            float ratio = 0;
            if (from < i) {
                float h = levels.lambda(i + 1) - levels.lambda(from);
                ratio = h / (levels.lambda(i) - levels.lambda(from));
            }
            float[] startX0 = clean.get(i - from);
            for (int k = 0; k < latent.length; k++) {
                float slope = ratio * (x0[k] - startX0[k]);
                latent[k] = weights.latent() * start[k]
                        + weights.clean() * startX0[k]
                        + weights.slope() * slope
                        + weights.noise() * drawn[k];
            }
        }

        private void draw(int length, NoiseSource noise) {
            if (drawn.length != length) {
                drawn = new float[length];
            }
            if (kind == DpmWeights.Kind.SDE) {
                noise.fill(drawn);
            }
        }

        @Override
        public void erase() {
            clean.erase();
            Arrays.fill(start, 0);
            Arrays.fill(drawn, 0);
        }
    }
}
