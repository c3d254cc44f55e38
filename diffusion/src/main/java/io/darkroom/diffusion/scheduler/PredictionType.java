package io.darkroom.diffusion.scheduler;

/** What a UNet was trained to predict about x_t = alpha x_0 + sigma epsilon. */
enum PredictionType {
    /** The noise, epsilon. */
    EPSILON,
    /** The clean latent, x_0. */
    SAMPLE,
    /** The velocity, alpha epsilon - sigma x_0 (Salimans, Ho, arXiv:2202.00512). */
    VELOCITY;

    static PredictionType of(SchedulerConfig config) {
        return switch (config.text("prediction_type", "epsilon")) {
            case "epsilon" -> EPSILON;
            case "sample" -> SAMPLE;
            case "v_prediction" -> VELOCITY;
            default -> throw config.unsupported("prediction_type", "epsilon, sample or v_prediction");
        };
    }
}
