package io.darkroom.worker.config;

import io.darkroom.diffusion.onnx.ExecutionProvider;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How this worker works, {@code darkroom.worker.*}. */
@ConfigMapping(prefix = "darkroom.worker")
public interface WorkerConfig {
    /** Folder of model folders; every one in it is served. */
    Path models();

    /**
     * Most memory that loaded models may take together, by the sizes of their graphs' files, such as {@code 8G}; half of the
     * machine's or container's memory if it is not set. Models that do not fit beside one another take turns; one that is
     * larger by itself is refused at start. Leave room for the drawing itself: the files' sizes do not count it.
     */
    Optional<MemorySize> modelMemory();

    /** What makes pictures; {@code noop} makes none, and is refused unless {@code darkroom.bench} is true. */
    @WithDefault("diffusion")
    PaintingEngine engine();

    /**
     * Jobs taken at the same time from each lane of each model: a number, or {@code auto} for as many as the engine can use,
     * from its measurements, up to 8; a lane has no more than are busy, and one.
     */
    @WithDefault("auto")
    String slots();

    /**
     * Most jobs taken at the same time in all; each has a consumer and three threads. With more lanes than that, two for each
     * model, slots move to where jobs wait.
     */
    @WithDefault("64")
    int maxSlots();

    /** Threads that ONNX Runtime may use inside one operator; 0 lets it decide. */
    @WithDefault("0")
    int intraOpThreads();

    /** Whether ONNX Runtime keeps main memory from call to call, which is faster, or gives it back after each. */
    @WithDefault("true")
    boolean arena();

    /**
     * Whether threads with nothing to do keep their core for a millisecond instead of 20 microseconds: faster for one worker with
     * one job in hand that has the machine for itself, slower for everybody else.
     */
    @WithDefault("false")
    boolean spinning();

    /**
     * Share of each picture's steps before guidance begins, 0..1. A step without guidance takes half the time, and the picture
     * is not the one that diffusers draws.
     */
    @WithDefault("0")
    double guidanceFrom();

    /** Share of each picture's steps after which guidance ends, from where it begins to 1. */
    @WithDefault("1")
    double guidanceTo();

    /** What computes: cpu, cuda, tensorrt, coreml or directml. The worker does not start if its runtime lacks it. */
    @WithDefault("cpu")
    ExecutionProvider executionProvider();

    /** Number of the execution provider's device, if it has several. */
    @WithDefault("0")
    int device();

    /** How often a job may fail by itself before it is failed for good; attempts that were only cut short do not count. */
    @WithDefault("3")
    int attempts();

    /**
     * How long a record is a worker's unless it renews it, which it does while the drawing makes progress. So soon does
     * another one have the job of a worker that hangs. Within the limits that Kafka's brokers set, by default 15 s to 60 s.
     */
    @WithDefault("PT30S")
    Duration lease();

    /** The longest that one step, or whatever else is done between two signs of progress, may take. */
    @WithDefault("PT5M")
    Duration stepLimit();

    /** How long the engine has to obey when a step took too long; a worker whose engine does not then leaves. */
    @WithDefault("PT15S")
    Duration hangLimit();

    /** The longest that the engine may have one attempt in hand; to wait for a turn or for a model's room does not count. */
    @WithDefault("PT15M")
    Duration drawingLimit();

    /** How long a picture that is to be kept waits in hand for a library that is out of reach, before its attempt has failed. */
    @WithDefault("PT2M")
    Duration libraryPatience();

    /** How long Kafka keeps a record that nobody finishes, 7 h, above the longest deadline that the API grants, to 7 days. */
    @WithDefault("PT8H")
    Duration recordRetention();

    /** How often the records of ended jobs are taken off Kafka's disk, by one worker for all that serve a lane; 1 s to 10 min. */
    @WithDefault("PT30S")
    Duration sweepPeriod();

    /** How long a shutdown waits for jobs in hand before it gives them back. */
    @WithDefault("PT20S")
    Duration drainTimeout();
}
