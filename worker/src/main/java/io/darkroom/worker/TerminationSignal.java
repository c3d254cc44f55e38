package io.darkroom.worker;

import io.quarkus.runtime.Quarkus;
import org.jboss.logging.Logger;
import sun.misc.Signal;

/**
 * Makes SIGTERM and SIGINT drain the worker, then stop the application, and the JVM last.
 *
 * <p>Left to itself the JVM runs all shutdown hooks at once, Quarkus' beside the one with which ONNX Runtime takes down its
 * environment: a picture in hand would fail in its last steps instead of being finished or given back. And while the worker
 * drains, its health can still be asked for.
 */
final class TerminationSignal {
    private static final Logger LOG = Logger.getLogger(TerminationSignal.class);

    private TerminationSignal() {}

    static void drainsFirst(Runnable drain) {
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        for (String name : new String[] {"TERM", "INT"}) {
            Signal.handle(new Signal(name), signal -> leave(drain, application));
        }
    }

    /** The JVM's thread for signals, whose children threads would be, knows nothing of the application's classes. */
    private static void leave(Runnable drain, ClassLoader application) {
        Thread thread = new Thread(() -> drainAndExit(drain), "drain");
        thread.setContextClassLoader(application);
        thread.start();
    }

    /** A worker that could not drain must leave all the more: its signal will not come again. */
    private static void drainAndExit(Runnable drain) {
        try {
            drain.run();
        } catch (RuntimeException e) {
            LOG.errorf("This worker leaves undrained: %s", e.getClass().getSimpleName());
        } finally {
            Quarkus.asyncExit();
        }
    }
}
