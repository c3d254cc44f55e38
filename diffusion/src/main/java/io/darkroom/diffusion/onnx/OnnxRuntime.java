package io.darkroom.diffusion.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The process's one ONNX Runtime, quiet and without telemetry. */
final class OnnxRuntime {
    /*
     * FATAL, since every error also arrives as an OrtException, and what is logged goes to stderr past our logging.
     */
    private static final OrtLoggingLevel LOG_LEVEL = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL;
    /*
     * Long enough to the next operator of a graph, so that one call is as fast as with the runtime's own millisecond, and too
     * short to take the core from others: measured, see docs/decisions/0011.
     */
    private static final String BRIEFLY_MICROSECONDS = "20";
    private static final OrtEnvironment ENVIRONMENT = start();

    private OnnxRuntime() {}

    private static OrtEnvironment start() {
        OrtEnvironment environment = OrtEnvironment.getEnvironment(LOG_LEVEL, "darkroom");
        try {
            environment.setTelemetry(false);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime does not switch its telemetry off", e);
        }
        return environment;
    }

    static OrtEnvironment environment() {
        return ENVIRONMENT;
    }

    /** Loads by path, not from bytes: weights beyond 2 GB lie in a second file beside the graph. */
    static OrtSession open(Path file, SessionSettings settings) throws OrtException {
        try (SessionOptions options = new SessionOptions()) {
            options.setSessionLogLevel(LOG_LEVEL);
            options.setOptimizationLevel(OptLevel.ALL_OPT);
            options.setIntraOpNumThreads(settings.intraOpThreads());
            options.setInterOpNumThreads(1);
            if (!settings.spinning()) {
                options.addConfigEntry("session.intra_op.spin_duration_us", BRIEFLY_MICROSECONDS);
            }
            options.setCPUArenaAllocator(settings.arena());
            add(settings.provider(), settings.device(), options);
            return ENVIRONMENT.createSession(file.toString(), options);
        }
    }

    private static void add(ExecutionProvider provider, int device, SessionOptions options) {
        Set<OrtProvider> available = OrtEnvironment.getAvailableProviders();
        if (!available.contains(provider.provider())) {
            throw new EngineException("execution provider " + provider.label() + " is not in this ONNX Runtime "
                    + ENVIRONMENT.getVersion() + ", which has " + names(available) + "; " + provider.remedy());
        }
        try {
            provider.addTo(options, device);
        } catch (OrtException e) {
            throw new EngineException("execution provider " + provider.label() + " cannot be used with device " + device
                    + ": " + e.getMessage());
        }
    }

    /** Ours by the names that settings have, others by the runtime's own. */
    private static String names(Set<OrtProvider> available) {
        return available.stream().map(OnnxRuntime::name).sorted().collect(Collectors.joining(", "));
    }

    private static String name(OrtProvider provider) {
        return Arrays.stream(ExecutionProvider.values())
                .filter(ours -> ours.provider() == provider)
                .map(ExecutionProvider::label)
                .findAny()
                .orElse(provider.getName());
    }
}
