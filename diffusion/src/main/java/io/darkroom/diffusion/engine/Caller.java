package io.darkroom.diffusion.engine;

import io.darkroom.diffusion.onnx.Cancellation;
import io.darkroom.diffusion.onnx.OnnxException;
import io.darkroom.diffusion.pipeline.Picture;
import io.darkroom.diffusion.pipeline.Raster;
import io.darkroom.diffusion.pipeline.Series;
import io.darkroom.diffusion.pipeline.StableDiffusion;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;

/**
 * Makes a call and does to each task what came of it. If memory ran out, smaller calls are made from then on and the pictures
 * simply go on waiting; if a call failed otherwise, each of its tasks is tried alone, so that only the one at fault ends.
 * Confined to the engine's thread.
 */
final class Caller {
    private final Device device;
    private final CostProfile costs;
    private final LongSupplier clock;

    /** @param clock in nanoseconds */
    Caller(Device device, CostProfile costs, LongSupplier clock) {
        this.device = device;
        this.costs = costs;
        this.clock = clock;
    }

    /** Makes the call, unless it is cancelled: then everything is as before. */
    void call(Batch<Work> batch, Cancellation cancellation) {
        long begun = clock.getAsLong();
        try {
            make(batch, cancellation);
            costs.measured(batch.kind(), batch.rows(), (clock.getAsLong() - begun) / 1e9);
            batch.tasks().forEach(work -> work.setAlone(false));
        } catch (CancellationException e) {
            // Whoever cancelled lets go of the pictures.
        } catch (RuntimeException | Error e) {
            // Also errors: the engine draws for others, and its thread must not end by the pictures of one.
            failed(batch, e);
        }
    }

    private void make(Batch<Work> batch, Cancellation cancellation) {
        StableDiffusion model = batch.kind().model();
        switch (batch.kind().stage()) {
            case BEGIN -> begin(model, batch, cancellation);
            case STEP -> {
                List<Sheet> sheets = sheets(batch);
                device.step(model, pictures(sheets), cancellation);
                long now = clock.getAsLong();
                sheets.forEach(sheet -> sheet.stepped(now));
            }
            case DECODE -> {
                List<Sheet> sheets = sheets(batch);
                List<Raster> rasters = device.decode(model, pictures(sheets), cancellation);
                for (int i = 0; i < sheets.size(); i++) {
                    sheets.get(i).drawn(rasters.get(i));
                }
            }
        }
    }

    private void begin(StableDiffusion model, Batch<Work> batch, Cancellation cancellation) {
        List<Commission> commissions =
                batch.tasks().stream().map(Work::commission).toList();
        List<Series> all = commissions.stream()
                .map(commission -> commission.order().series())
                .toList();
        List<List<Picture>> pictures = device.begin(model, all, cancellation);
        long now = clock.getAsLong();
        for (int i = 0; i < commissions.size(); i++) {
            commissions.get(i).begun(pictures.get(i), now);
        }
    }

    private static List<Sheet> sheets(Batch<Work> batch) {
        return batch.tasks().stream().map(Sheet.class::cast).toList();
    }

    private static List<Picture> pictures(List<Sheet> sheets) {
        return sheets.stream().map(Sheet::picture).toList();
    }

    private void failed(Batch<Work> batch, Throwable error) {
        boolean shared = batch.tasks().size() > 1;
        boolean outOfMemory =
                error instanceof OutOfMemoryError || (error instanceof OnnxException e && e.isOutOfMemory());
        if (shared && outOfMemory) {
            costs.outOfMemory(batch.kind(), batch.rows());
        } else if (shared) {
            batch.tasks().forEach(work -> work.setAlone(true));
        } else {
            Failure failure = outOfMemory ? Failure.OUT_OF_MEMORY : Failure.CALL_FAILED;
            batch.tasks().get(0).commission().fail(failure, error.getClass().getSimpleName());
        }
    }
}
