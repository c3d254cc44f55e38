package io.darkroom.bench.fleet;

import io.darkroom.core.job.DrawingCost;
import io.darkroom.core.job.JobSpec;
import io.darkroom.diffusion.engine.SimulatedCall;

/** A graphics card, by what its calls take: something for each, and something for each row, growing with the area. */
final class Card {
    private static final double CALL_SECONDS = 0.08;
    private static final double ROW_SECONDS = 0.04;
    private static final double OTHER_SECONDS = 0.05;
    private static final double USUAL_KILOPIXELS = DrawingCost.kilopixels(512, 512);
    private static final int FULL_ROWS = 16;
    private static final int GUIDED_ROWS = 2;

    private Card() {}

    static double seconds(SimulatedCall call) {
        return call.isStep() ? step(call.rows(), call.pixels() / 1000.0) : OTHER_SECONDS * call.rows();
    }

    private static double step(int rows, double kilopixels) {
        return (CALL_SECONDS + ROW_SECONDS * rows) * kilopixels / USUAL_KILOPIXELS;
    }

    /** Kilopixel-steps a second with full calls. */
    static double speed() {
        return FULL_ROWS / GUIDED_ROWS * USUAL_KILOPIXELS / step(FULL_ROWS, USUAL_KILOPIXELS);
    }

    /** What a job takes on a card of its own. */
    static double secondsAlone(JobSpec spec) {
        double steps = spec.stepsTaken()
                * step(GUIDED_ROWS * spec.images(), DrawingCost.kilopixels(spec.width(), spec.height()));
        return steps + OTHER_SECONDS * (1 + spec.images());
    }
}
