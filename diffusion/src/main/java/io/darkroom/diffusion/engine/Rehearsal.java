package io.darkroom.diffusion.engine;

import io.darkroom.diffusion.onnx.Cancellation;
import io.darkroom.diffusion.pipeline.StableDiffusion;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;

/**
 * Finds out what a model's U-Net calls cost at the size that it was trained at, with more rows each time, while nobody wants
 * anything else. It stops where the next one would exceed its time. Used by one thread at a time; any may make it give way.
 */
final class Rehearsal {
    private static final int MOST_ROWS = 16;
    /** The first call of a shape prepares memory, so it is slower than those that follow. */
    private static final int CALLS_EACH = 2;

    private final StableDiffusion model;
    private final CallKind kind;
    private final double seconds;
    private volatile Cancellation cancellation = new Cancellation();
    private double spent;
    private double last;
    private int done;

    Rehearsal(StableDiffusion model, Duration time) {
        this.model = model;
        kind = new CallKind(model, model.description().name(), Stage.STEP, model.usualShape());
        seconds = time.toNanos() / 1e9;
    }

    boolean isOver() {
        return rows() > MOST_ROWS || spent + last * 2 > seconds;
    }

    private int rows() {
        return 1 << (done / CALLS_EACH);
    }

    /** Ends the call under way; the next time it is made again. */
    void giveWay() {
        cancellation.cancel();
    }

    /** Makes one more call and takes note of it, unless it gives way. One that fails ends this. */
    void advance(CostProfile costs, LongSupplier clock) {
        long begun = clock.getAsLong();
        try {
            model.rehearse(rows(), kind.shape().width(), kind.shape().height(), cancellation);
        } catch (CancellationException e) {
            cancellation = new Cancellation();
            return;
        } catch (RuntimeException | OutOfMemoryError e) {
            // Whatever it is, a picture will meet it again, and somebody is told then.
            spent = Double.MAX_VALUE;
            return;
        }
        last = (clock.getAsLong() - begun) / 1e9;
        spent += last;
        costs.measured(kind, rows(), false, last);
        done++;
    }
}
