package io.darkroom.diffusion.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.RunOptions;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;

/**
 * A way to end calls of graphs from another thread, also in their midst: ONNX Runtime looks at it between two operators.
 * Once cancelled it stays so. Any number of calls may share one, and it holds nothing native between them. Thread-safe.
 */
public final class Cancellation {
    private final Set<RunOptions> running = new HashSet<>();
    private boolean cancelled;

    /** Ends the calls under way within moments, and every later one before it begins. */
    public synchronized void cancel() {
        cancelled = true;
        for (RunOptions options : running) {
            terminate(options);
        }
    }

    /** Whether {@link #cancel} was called. */
    public synchronized boolean isCancelled() {
        return cancelled;
    }

    /** Runs a graph; {@code results} are written in place, and are of no use if this is cancelled. */
    void run(OrtSession session, Map<String, OnnxTensor> feeds, Map<String, OnnxTensor> results) throws OrtException {
        try (RunOptions options = new RunOptions()) {
            begin(options);
            try (OrtSession.Result result = session.run(feeds, Collections.emptySet(), results, options)) {
                // Closing the result frees what the runtime allocated for it; the pinned outputs stay ours.
            } catch (OrtException e) {
                // Asked of ourselves: the runtime's code and text for it are those of any failure.
                if (isCancelled()) {
                    throw cancelled();
                }
                throw e;
            } finally {
                end(options);
            }
        }
    }

    private synchronized void begin(RunOptions options) {
        if (cancelled) {
            throw cancelled();
        }
        running.add(options);
    }

    /** Before the options are closed: a cancel that comes later must not touch them. */
    private synchronized void end(RunOptions options) {
        running.remove(options);
    }

    private static void terminate(RunOptions options) {
        try {
            options.setTerminate(true);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime does not end a call", e);
        }
    }

    private static CancellationException cancelled() {
        return new CancellationException("cancelled");
    }
}
