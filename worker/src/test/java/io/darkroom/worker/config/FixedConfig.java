package io.darkroom.worker.config;

import io.darkroom.diffusion.onnx.ExecutionProvider;
import io.quarkus.runtime.configuration.MemorySize;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The defaults, and the models of this repository; a test overrides what it is about. */
public class FixedConfig implements WorkerConfig {
    @Override
    public Path models() {
        return Path.of("..", "models");
    }

    @Override
    public Optional<MemorySize> modelMemory() {
        return Optional.empty();
    }

    @Override
    public PaintingEngine engine() {
        return PaintingEngine.DIFFUSION;
    }

    @Override
    public String slots() {
        return "auto";
    }

    @Override
    public int maxSlots() {
        return 64;
    }

    @Override
    public int intraOpThreads() {
        return 0;
    }

    @Override
    public boolean arena() {
        return true;
    }

    @Override
    public boolean spinning() {
        return false;
    }

    @Override
    public double guidanceFrom() {
        return 0;
    }

    @Override
    public double guidanceTo() {
        return 1;
    }

    @Override
    public ExecutionProvider executionProvider() {
        return ExecutionProvider.CPU;
    }

    @Override
    public int device() {
        return 0;
    }

    @Override
    public int attempts() {
        return 3;
    }

    @Override
    public Duration lease() {
        return Duration.ofSeconds(30);
    }

    @Override
    public Duration stepLimit() {
        return Duration.ofMinutes(5);
    }

    @Override
    public Duration hangLimit() {
        return Duration.ofSeconds(15);
    }

    @Override
    public Duration drawingLimit() {
        return Duration.ofMinutes(15);
    }

    @Override
    public Duration libraryPatience() {
        return Duration.ZERO;
    }

    @Override
    public Duration recordRetention() {
        return Duration.ofHours(8);
    }

    @Override
    public Duration sweepPeriod() {
        return Duration.ofSeconds(30);
    }

    @Override
    public Duration drainTimeout() {
        return Duration.ofSeconds(20);
    }
}
