package io.darkroom.worker;

import io.quarkus.runtime.Quarkus;
import sun.misc.Signal;

/**
 * Makes SIGTERM and SIGINT drain the worker, then stop the application, and the JVM last.
 *
 * <p>Left to itself the JVM runs all shutdown hooks at once, Quarkus' beside the one with which ONNX Runtime takes down its
 * environment: a picture in hand would fail in its last steps instead of being finished or given back. And while the worker
 * drains, its health can still be asked for.
 */
final class TerminationSignal {
    private TerminationSignal() {}

    static void drainsFirst(Runnable drain) {
        for (String name : new String[] {"TERM", "INT"}) {
            Signal.handle(new Signal(name), signal -> leave(drain));
        }
    }

    private static void leave(Runnable drain) {
        Thread thread = new Thread(
                () -> {
                    drain.run();
                    Quarkus.asyncExit();
                },
                "drain");
        thread.start();
    }
}
