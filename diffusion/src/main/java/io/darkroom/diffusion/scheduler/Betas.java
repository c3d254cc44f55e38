package io.darkroom.diffusion.scheduler;

/** The variance of the noise added at each training timestep, as a configuration describes it. */
final class Betas {
    private static final int MOST_TRAIN_STEPS = 100_000;
    private static final double LARGEST_COSINE_BETA = 0.999;

    private Betas() {}

    static int trainSteps(SchedulerConfig config) {
        return config.integer("num_train_timesteps", 1000, 1, MOST_TRAIN_STEPS);
    }

    /** Beta of each timestep from 0, in [0, 1). */
    static float[] of(SchedulerConfig config) {
        int trainSteps = trainSteps(config);
        float[] trained = config.numbers("trained_betas").orElse(null);
        if (trained != null) {
            if (trained.length != trainSteps) {
                throw config.unsupported("trained_betas", "a list of num_train_timesteps = " + trainSteps + " numbers");
            }
            for (float beta : trained) {
                if (!isShare(beta)) {
                    throw config.unsupported("trained_betas", "numbers of at least 0 and below 1");
                }
            }
            return trained;
        }
        double start = share(config, "beta_start", 0.0001);
        double end = share(config, "beta_end", 0.02);
        return switch (config.text("beta_schedule", "linear")) {
            case "linear" -> linspace(start, end, trainSteps);
            case "scaled_linear" -> squared(linspace(Math.sqrt(start), Math.sqrt(end), trainSteps));
            case "squaredcos_cap_v2" -> cosine(trainSteps);
            default -> throw config.unsupported("beta_schedule", "linear, scaled_linear or squaredcos_cap_v2");
        };
    }

    /*
     * torch.linspace counts from both ends in float, so that each half is exact at its own end, and rounds product and sum at
     * once. To the last bit, since a run of many sigmas magnifies the difference a hundredfold.
     */
    private static float[] linspace(double from, double to, int count) {
        float start = (float) from;
        float end = (float) to;
        float step = count == 1 ? 0 : (end - start) / (count - 1);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = i < count / 2 || count == 1 ? Math.fma(step, i, start) : Math.fma(-step, count - 1 - i, end);
        }
        return values;
    }

    private static float[] squared(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= values[i];
        }
        return values;
    }

    /** Nichol, Dhariwal, "Improved Denoising Diffusion Probabilistic Models", arXiv:2102.09672, eq. 17. */
    private static float[] cosine(int count) {
        float[] betas = new float[count];
        for (int i = 0; i < count; i++) {
            double beta = 1 - cosineAlphaBar((i + 1.0) / count) / cosineAlphaBar((double) i / count);
            betas[i] = (float) Math.min(beta, LARGEST_COSINE_BETA);
        }
        return betas;
    }

    private static double cosineAlphaBar(double time) {
        double root = Math.cos((time + 0.008) / 1.008 * Math.PI / 2);
        return root * root;
    }

    private static double share(SchedulerConfig config, String key, double otherwise) {
        double beta = config.number(key, otherwise);
        if (!isShare((float) beta)) {
            throw config.unsupported(key, "at least 0 and below 1");
        }
        return beta;
    }

    private static boolean isShare(float beta) {
        return beta >= 0 && beta < 1;
    }
}
