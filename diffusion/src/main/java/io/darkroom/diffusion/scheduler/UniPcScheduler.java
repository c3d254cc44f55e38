package io.darkroom.diffusion.scheduler;

import io.darkroom.diffusion.random.NoiseSource;
import java.util.Arrays;

/** UniPC-2, a predictor that each next prediction corrects, as diffusers' {@code UniPCMultistepScheduler}. */
final class UniPcScheduler implements Scheduler {
    /*
     * Zhao, Bai, Rao, Zhou, Lu, "UniPC: A Unified Predictor-Corrector Framework for Fast Sampling of Diffusion Models",
     * arXiv:2302.04867, in the form for data prediction.
     *
     *   code             paper
     *   base             x̃ before its corrector, at the level that a step starts from
     *   m0, m1           D_theta at that level and at the one before
     *   r                r_1, the place of the level before, in steps of h; negative
     *   scale            B(h): h for bh1, e^h - 1 for bh2, both of -h for data prediction
     *   rho, rhoNow      a_1 and a_p of the corrector, which make it exact to the second order
     *
     * The weight of the predictor's only difference is 1/2, as the paper has it for order 2.
     */
    private final NoiseSchedule schedule;
    private final PredictionType prediction;
    private final SigmaPlan plan;
    private final int order;
    private final boolean linearScale;
    private final boolean lowerOrderFinal;
    private final float[] uncorrected;

    UniPcScheduler(SchedulerConfig config) {
        config.requireOff("thresholding", "use_flow_sigmas", "use_dynamic_shifting");
        if (!config.flag("predict_x0", true)) {
            throw config.unsupported("predict_x0", "true");
        }
        config.requireNone("solver_p");
        schedule = NoiseSchedule.withFiniteSigmas(config);
        prediction = PredictionType.of(config);
        order = config.integer("solver_order", 2, 1, 2);
        linearScale = isLinear(config);
        float lastSigma = SigmaTable.last(config, schedule);
        lowerOrderFinal = config.flag("lower_order_final", true);
        if (!lowerOrderFinal && lastSigma == 0 && order > 1) {
            throw config.unsupported("lower_order_final", "true where the run ends at sigma 0");
        }
        if (linearScale && lastSigma == 0) {
            throw config.unsupported("solver_type", "bh2 where the run ends at sigma 0");
        }
        plan = SigmaPlan.of(config, schedule, lastSigma).limited(config).staying();
        uncorrected = config.numbers("disable_corrector").orElse(new float[0]);
    }

    private static boolean isLinear(SchedulerConfig config) {
        return switch (config.text("solver_type", "bh2")) {
            case "bh1" -> true;
            case "bh2", "midpoint", "heun", "logrho" -> false; // other solvers' types, which diffusers reads as bh2
            default -> throw config.unsupported("solver_type", "bh1 or bh2");
        };
    }

    @Override
    public Trajectory plan(int steps) {
        SigmaTable table = plan.whole(steps, schedule.trainSteps(), true);
        UnitLevels levels = new UnitLevels(table.sigmas());
        return new Run(RunTable.unitVariance(table.timesteps(), levels), new Steps(levels));
    }

    private final class Steps implements Solver {
        private final UnitLevels levels;
        private final History clean = new History(3);
        private float[] base = {};
        private int lastOrder;

        Steps(UnitLevels levels) {
            this.levels = levels;
        }

        @Override
        public void step(int i, float[] modelOutput, float[] latent, NoiseSource noise) {
            float[] now = clean.push(latent.length);
            PredictionType.Weights weights = prediction.clean(levels.alpha(i), levels.sigma(i));
            for (int k = 0; k < latent.length; k++) {
                now[k] = weights.apply(latent[k], modelOutput[k]);
            }
            if (clean.size() > 1 && isCorrected(i - 1)) {
                correct(i, now, latent);
            }
            base = base.length == latent.length ? base : new float[latent.length];
            System.arraycopy(latent, 0, base, 0, latent.length);
            lastOrder = Math.min(order, clean.size());
            if (lowerOrderFinal) {
                lastOrder = Math.min(lastOrder, levels.steps() - i);
            }
            predict(i, latent);
        }

        private boolean isCorrected(int step) {
            for (float excepted : uncorrected) {
                if (excepted == step) {
                    return false;
                }
            }
            return true;
        }

        private void predict(int i, float[] latent) {
            Weights step = weights(i, i + 1);
            float[] m0 = clean.get(0);
            float[] m1 = lastOrder == 1 ? m0 : clean.get(1);
            float weight = lastOrder == 1 ? 0 : 0.5f / place(i, i + 1);
            for (int k = 0; k < latent.length; k++) {
                float rest = weight * (m1[k] - m0[k]);
                latent[k] = step.latent * latent[k] + step.clean * m0[k] - step.rest * rest;
            }
        }

        private void correct(int i, float[] now, float[] latent) {
            Weights step = weights(i - 1, i);
            float[] m0 = clean.get(1);
            float[] m1 = lastOrder == 1 ? m0 : clean.get(2);
            float rhoNow = 0.5f;
            float weight = 0;
            if (lastOrder == 2) {
                float r = place(i - 1, i);
                float rho = (step.first - step.second) / (1 - r);
                rhoNow = step.first - rho;
                weight = rho / r;
            }
            for (int k = 0; k < latent.length; k++) {
                float rest = weight * (m1[k] - m0[k]) + rhoNow * (now[k] - m0[k]);
                latent[k] = step.latent * base[k] + step.clean * m0[k] - step.rest * rest;
            }
        }

        private float place(int from, int to) {
            float h = levels.lambda(to) - levels.lambda(from);
            return (levels.lambda(from - 1) - levels.lambda(from)) / h;
        }

        private Weights weights(int from, int to) {
            return Weights.of(levels, from, to, linearScale);
        }

        @Override
        public void erase() {
            clean.erase();
            Arrays.fill(base, 0);
        }
    }

    /**
     * What the parts of a step weigh.
     *
     * @param latent weight of the latent at the start
     * @param clean weight of the prediction there
     * @param rest weight of the differences, taken away
     * @param first right side of the first equation for the corrector's weights
     * @param second right side of the second
     */
    private record Weights(float latent, float clean, float rest, float first, float second) {
        static Weights of(UnitLevels levels, int from, int to, boolean linearScale) {
            float hh = levels.lambda(from) - levels.lambda(to);
            float phi1 = (float) Math.expm1(hh);
            float scale = linearScale ? hh : phi1;
            float phi2 = phi1 / hh - 1;
            float phi3 = phi2 / hh - 0.5f;
            float alpha = levels.alpha(to);
            float kept = levels.sigma(to) / levels.sigma(from);
            return new Weights(kept, -alpha * phi1, alpha * scale, phi2 / scale, 2 * phi3 / scale);
        }
    }
}
