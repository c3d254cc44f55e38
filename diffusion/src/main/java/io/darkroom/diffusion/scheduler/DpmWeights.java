package io.darkroom.diffusion.scheduler;

/**
 * What the parts of a DPM-Solver++ step weigh, from one noise level to another: x_t = latent x_s + clean x_theta + slope D_1
 * + noise z.
 *
 * <p>Lu et al., arXiv:2211.01095: its first-order solver, with D_1 weighted by the midpoint rule or by Heun's; with
 * noise, its solvers for the diffusion SDE.
 *
 * @param latent weight of the latent at the level that the step starts from
 * @param clean weight of the predicted x_0
 * @param slope weight of the difference quotient of two predictions, by the step's own length in lambda
 * @param noise standard deviation of the noise
 */
record DpmWeights(float latent, float clean, float slope, float noise) {
    /** What kind of step the settings ask for. */
    enum Kind {
        /** Along the probability flow. */
        ODE,
        /** Along the reverse diffusion, which adds noise. */
        SDE;

        static Kind of(SchedulerConfig config) {
            return switch (config.text("algorithm_type", "dpmsolver++")) {
                case "dpmsolver++", "deis" -> ODE; // diffusers takes DEIS' files for dpmsolver++
                case "sde-dpmsolver++" -> SDE;
                default -> throw config.unsupported("algorithm_type", "dpmsolver++ or sde-dpmsolver++");
            };
        }
    }

    /** Whether the settings ask for Heun's weight of the slope. */
    static boolean isHeun(SchedulerConfig config) {
        return switch (config.text("solver_type", "midpoint")) {
            case "midpoint", "logrho", "bh1", "bh2" -> false; // other solvers' types, which diffusers reads as midpoint
            case "heun" -> true;
            default -> throw config.unsupported("solver_type", "midpoint or heun");
        };
    }

    /** Weights of the step from level {@code from} to level {@code to}. */
    static DpmWeights of(UnitLevels levels, int from, int to, Kind kind, boolean heun) {
        float h = levels.lambda(to) - levels.lambda(from);
        float alpha = levels.alpha(to);
        float kept = levels.sigma(to) / levels.sigma(from);
        if (kind == Kind.ODE) {
            float decay = (float) Math.exp(-h) - 1;
            float clean = -alpha * decay;
            return new DpmWeights(kept, clean, heun ? alpha * (perLength(decay, h) + 1) : 0.5f * clean, 0);
        }
        float gain = 1 - (float) Math.exp(-2 * h);
        float clean = alpha * gain;
        float slope = heun ? alpha * (perLength(gain, -2 * h) + 1) : 0.5f * clean;
        return new DpmWeights(kept * (float) Math.exp(-h), clean, slope, levels.sigma(to) * (float) Math.sqrt(gain));
    }

    /** (e^-h - 1) / h, which is -1 where a step has no length. */
    private static float perLength(float decay, float h) {
        return h == 0 ? -1 : decay / h;
    }
}
