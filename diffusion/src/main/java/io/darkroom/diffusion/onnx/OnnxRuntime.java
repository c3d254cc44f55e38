package io.darkroom.diffusion.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import java.nio.file.Path;

/** The process's one ONNX Runtime, quiet and without telemetry. */
final class OnnxRuntime {
    /*
     * FATAL, since every error also arrives as an OrtException, and what is logged goes to stderr past our logging.
     * No spinning: several sessions and a Java process share the cores, and a spinning pool starves them.
     */
    private static final OrtLoggingLevel LOG_LEVEL = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL;
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
    static OrtSession open(Path file, int intraOpThreads) throws OrtException {
        try (SessionOptions options = new SessionOptions()) {
            options.setSessionLogLevel(LOG_LEVEL);
            options.setOptimizationLevel(OptLevel.ALL_OPT);
            options.setIntraOpNumThreads(intraOpThreads);
            options.setInterOpNumThreads(1);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            return ENVIRONMENT.createSession(file.toString(), options);
        }
    }
}
