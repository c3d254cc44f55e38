package io.darkroom.diffusion.engine;

import io.darkroom.diffusion.onnx.Cancellation;
import io.darkroom.diffusion.onnx.OnnxException;
import io.darkroom.diffusion.pipeline.Picture;
import io.darkroom.diffusion.pipeline.Raster;
import io.darkroom.diffusion.pipeline.Series;
import io.darkroom.diffusion.pipeline.StableDiffusion;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CancellationException;

/**
 * Makes a call, and says what is to be done to its tasks. If memory ran out, what is kept for later calls is given back, smaller
 * calls are made from then on and the pictures simply go on waiting. One that found no memory by itself has the device to
 * itself from then on: what it lacked, another call may have had. If a call failed otherwise, each of its tasks is tried alone.
 * So only the one at fault ends. Thread-safe.
 */
final class Caller {
    private final Device device;
    private final CostProfile costs;
    /** Those that calls were made of, and that may keep buffers. */
    private final Set<StableDiffusion> used =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    Caller(Device device, CostProfile costs) {
        this.device = device;
        this.costs = costs;
    }

    /** What became of a call: to be told to its tasks when nobody else looks at them. */
    @FunctionalInterface
    interface Outcome {
        void tell(long now);
    }

    /** Makes the call, unless it is cancelled: then everything is as before. */
    Outcome make(Call<Work> call, Calls<Work> calls) {
        try {
            Outcome outcome = run(call.batch(), call.cancellation());
            return now -> {
                calls.succeeded(call, now);
                call.batch().tasks().forEach(work -> work.setAlone(false));
                outcome.tell(now);
            };
        } catch (CancellationException e) {
            return now -> {};
        } catch (RuntimeException | Error e) {
            // Also errors: the engine draws for others, and its thread must not end by the pictures of one.
            boolean outOfMemory = isOutOfMemory(e);
            if (outOfMemory) {
                freeBuffers();
            }
            return now -> failed(call.batch(), e, outOfMemory);
        }
    }

    private static boolean isOutOfMemory(Throwable error) {
        return error instanceof OutOfMemoryError || (error instanceof OnnxException e && e.isOutOfMemory());
    }

    private void freeBuffers() {
        synchronized (used) {
            used.forEach(device::freeBuffers);
        }
    }

    private Outcome run(Batch<Work> batch, Cancellation cancellation) {
        StableDiffusion model = batch.tasks().get(0).commission().order().model();
        used.add(model);
        return switch (batch.kind().stage()) {
            case BEGIN -> begin(model, batch, cancellation);
            case STEP -> step(model, sheets(batch), cancellation);
            case DECODE -> decode(model, sheets(batch), cancellation);
        };
    }

    private Outcome begin(StableDiffusion model, Batch<Work> batch, Cancellation cancellation) {
        List<Commission> commissions =
                batch.tasks().stream().map(Work::commission).toList();
        List<Series> all = commissions.stream()
                .map(commission -> commission.order().series())
                .toList();
        List<List<Picture>> pictures = device.begin(model, all, cancellation);
        return now -> {
            for (int i = 0; i < commissions.size(); i++) {
                commissions.get(i).begun(pictures.get(i), now);
            }
        };
    }

    private Outcome step(StableDiffusion model, List<Sheet> sheets, Cancellation cancellation) {
        device.step(model, pictures(sheets), cancellation);
        return now -> sheets.forEach(sheet -> sheet.stepped(now));
    }

    private Outcome decode(StableDiffusion model, List<Sheet> sheets, Cancellation cancellation) {
        List<Raster> rasters = device.decode(model, pictures(sheets), cancellation);
        return now -> {
            for (int i = 0; i < sheets.size(); i++) {
                sheets.get(i).drawn(rasters.get(i));
            }
        };
    }

    private static List<Sheet> sheets(Batch<Work> batch) {
        return batch.tasks().stream().map(Sheet.class::cast).toList();
    }

    private static List<Picture> pictures(List<Sheet> sheets) {
        return sheets.stream().map(Sheet::picture).toList();
    }

    private void failed(Batch<Work> batch, Throwable error, boolean outOfMemory) {
        boolean shared = batch.tasks().size() > 1;
        Work first = batch.tasks().get(0);
        if (shared && outOfMemory) {
            costs.outOfMemory(batch.kind(), batch.rows());
        } else if (shared) {
            batch.tasks().forEach(work -> work.setAlone(true));
        } else if (outOfMemory && !first.isUndisturbed()) {
            first.setUndisturbed();
        } else {
            Failure failure = outOfMemory ? Failure.OUT_OF_MEMORY : Failure.CALL_FAILED;
            first.commission().fail(failure, error.getClass().getSimpleName());
        }
    }
}
