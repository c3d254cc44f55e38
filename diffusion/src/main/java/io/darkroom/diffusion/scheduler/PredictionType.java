package io.darkroom.diffusion.scheduler;

/** What a UNet was trained to predict about x_t = alpha x_0 + sigma epsilon. */
enum PredictionType {
    /** The noise, epsilon. */
    EPSILON,
    /** The clean latent, x_0. */
    SAMPLE,
    /** The velocity, alpha epsilon - sigma x_0 (Salimans, Ho, arXiv:2202.00512). */
    VELOCITY;

    /**
     * How something follows from a latent and the model's output, in the order in which torch rounds.
     *
     * @param latent weight of x_t
     * @param predicted weight of the model's output
     * @param divisor of the sum of both
     */
    record Weights(float latent, float predicted, float divisor) {
        float apply(float latentValue, float predictedValue) {
            return (latent * latentValue + predicted * predictedValue) / divisor;
        }
    }

    /** How x_0 follows from the latent alpha x_0 + sigma epsilon. */
    Weights clean(float alpha, float sigma) {
        return switch (this) {
            case EPSILON -> new Weights(1, -sigma, alpha);
            case SAMPLE -> new Weights(0, 1, 1);
            case VELOCITY -> new Weights(alpha, -sigma, 1);
        };
    }

    /** How epsilon follows from the latent alpha x_0 + sigma epsilon. */
    Weights noise(float alpha, float sigma) {
        return switch (this) {
            case EPSILON -> new Weights(0, 1, 1);
            case SAMPLE -> new Weights(1, -alpha, sigma);
            case VELOCITY -> new Weights(sigma, alpha, 1);
        };
    }

    /** How x_0 follows from the latent x_0 + sigma epsilon, which the model is fed at unit variance. */
    Weights cleanAt(float sigma) {
        float square = sigma * sigma + 1;
        return switch (this) {
            case EPSILON -> new Weights(1, -sigma, 1);
            case SAMPLE -> new Weights(0, 1, 1);
            case VELOCITY -> new Weights(1 / square, -sigma / (float) Math.sqrt(square), 1);
        };
    }

    /**
     * Throws if a run cannot start where {@code alphaBar} of the signal's variance is left.
     *
     * @throws IllegalArgumentException if nothing is left and the model predicts the noise
     */
    void requireStartAt(float alphaBar) {
        if (this == EPSILON && alphaBar == 0) {
            throw new IllegalArgumentException(
                    "prediction_type must be sample or v_prediction to start from pure noise, which holds no epsilon to "
                            + "take away, was epsilon");
        }
    }

    /** The type of {@code config} for algorithms that diffusers does not let predict the sample. */
    static PredictionType withoutSample(SchedulerConfig config) {
        PredictionType type = of(config);
        if (type == SAMPLE) {
            throw config.unsupported("prediction_type", "epsilon or v_prediction");
        }
        return type;
    }

    static PredictionType of(SchedulerConfig config) {
        return switch (config.text("prediction_type", "epsilon")) {
            case "epsilon" -> EPSILON;
            case "sample" -> SAMPLE;
            case "v_prediction" -> VELOCITY;
            default -> throw config.unsupported("prediction_type", "epsilon, sample or v_prediction");
        };
    }
}
