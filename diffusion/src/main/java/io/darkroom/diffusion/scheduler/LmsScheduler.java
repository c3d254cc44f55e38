package io.darkroom.diffusion.scheduler;

import io.darkroom.diffusion.random.NoiseSource;

/** Linear multistep of up to four steps (Adams-Bashforth), as diffusers' {@code LMSDiscreteScheduler}. */
final class LmsScheduler implements Scheduler {
    /*
     * Adams-Bashforth for steps of any length on the probability flow of Karras et al., arXiv:2206.00364, eq. 1, as in
     * Crowson's k-diffusion.
     *
     *   code             mathematics
     *   sigmas[i]        t_i   (sigma(t) = t)
     *   slopes.get(j)    d_{i-j} = (x - x_0) / sigma
     *   weight(i, j)     integral from t_i to t_{i+1} of the Lagrange polynomial that is 1 at t_{i-j}
     *
     * A run that starts in the middle weighs the few slopes it has as if those before were there, as diffusers does.
     */
    private static final int ORDER = 4;

    private final PredictionType prediction;
    private final SigmaPlan plan;

    LmsScheduler(SchedulerConfig config) {
        prediction = PredictionType.of(config);
        plan = SigmaPlan.of(config, NoiseSchedule.withoutRescaling(config), 0);
    }

    @Override
    public Trajectory plan(int steps) {
        SigmaTable levels = plan.fractional(steps);
        float[] sigmas = levels.sigmas();
        float scale = plan.initialNoiseScale(sigmas[0]);
        return new Run(RunTable.growing(levels.timesteps(), sigmas, sigmas, scale, 1), new Steps(sigmas));
    }

    private final class Steps implements Solver {
        private final float[] sigmas;
        private final History slopes = new History(ORDER);

        Steps(float[] sigmas) {
            this.sigmas = sigmas;
        }

        @Override
        public void step(int i, float[] modelOutput, float[] latent, NoiseSource noise) {
            float sigma = sigmas[i];
            float[] slope = slopes.push(latent.length);
            PredictionType.Weights clean = prediction.cleanAt(sigma);
            for (int k = 0; k < latent.length; k++) {
                slope[k] = (latent[k] - clean.apply(latent[k], modelOutput[k])) / sigma;
            }
            int order = Math.min(i + 1, ORDER);
            for (int j = 0; j < Math.min(order, slopes.size()); j++) {
                float weight = weight(i, j, order);
                float[] past = slopes.get(j);
                for (int k = 0; k < latent.length; k++) {
                    latent[k] += weight * past[k];
                }
            }
        }

        /** Simpson's rule, which is exact for the cubic polynomials that there are at most. */
        private float weight(int i, int j, int order) {
            double from = sigmas[i];
            double to = sigmas[i + 1];
            double middle = lagrange((from + to) / 2, i, j, order);
            return (float) ((to - from) / 6 * (lagrange(from, i, j, order) + 4 * middle + lagrange(to, i, j, order)));
        }

        private double lagrange(double at, int i, int j, int order) {
            double product = 1;
            for (int m = 0; m < order; m++) {
                if (m != j) {
                    product *= (at - sigmas[i - m]) / ((double) sigmas[i - j] - sigmas[i - m]);
                }
            }
            return product;
        }

        @Override
        public void erase() {
            slopes.erase();
        }
    }
}
