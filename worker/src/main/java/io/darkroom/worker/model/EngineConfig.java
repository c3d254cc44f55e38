package io.darkroom.worker.model;

import com.sun.management.OperatingSystemMXBean;
import io.darkroom.diffusion.onnx.SessionSettings;
import io.darkroom.diffusion.pipeline.EngineSettings;
import io.darkroom.diffusion.shelf.ShelfSettings;
import io.darkroom.worker.config.StartRefused;
import io.darkroom.worker.config.WorkerConfig;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;

/** The engine's settings from the worker's. */
final class EngineConfig {
    private static final BigInteger UNLIMITED = BigInteger.valueOf(Long.MAX_VALUE);

    private EngineConfig() {}

    /** Refuses to start with values out of range. */
    static ShelfSettings of(WorkerConfig config) {
        requireGuidance(config.guidanceFrom(), config.guidanceTo());
        try {
            SessionSettings sessions = new SessionSettings(
                    config.intraOpThreads(),
                    config.arena(),
                    config.spinning(),
                    config.executionProvider(),
                    config.device());
            // A job does not wait for ever in a slot where another one could be drawn.
            return new ShelfSettings(
                    modelMemory(config), config.stepLimit().dividedBy(2), new EngineSettings(sessions));
        } catch (IllegalArgumentException e) {
            throw new StartRefused("darkroom.worker: " + e.getMessage());
        }
    }

    private static void requireGuidance(double from, double to) {
        if (!(from >= 0 && from <= 1)) {
            throw new StartRefused("darkroom.worker.guidance-from must be from 0 to 1, was " + from);
        }
        if (!(to >= from && to <= 1)) {
            throw new StartRefused("darkroom.worker.guidance-to must be from " + from + " to 1, was " + to);
        }
    }

    private static long modelMemory(WorkerConfig config) {
        long bytes = config.modelMemory()
                .map(size -> size.asBigInteger().min(UNLIMITED).longValue())
                .orElseGet(() -> machineMemory() / 2);
        if (bytes < 1) {
            throw new IllegalArgumentException("modelMemory must be at least 1 byte, was " + bytes);
        }
        return bytes;
    }

    private static long machineMemory() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    }
}
