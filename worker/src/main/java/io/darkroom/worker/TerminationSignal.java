package io.darkroom.worker;

import io.quarkus.runtime.Quarkus;
import sun.misc.Signal;

/**
 * Makes SIGTERM and SIGINT stop the application first and the JVM after it.
 *
 * <p>Left to itself the JVM runs all shutdown hooks at once, Quarkus' beside the one with which ONNX Runtime takes down its
 * environment: a picture in hand would fail in its last steps instead of being finished or given back.
 */
final class TerminationSignal {
    private TerminationSignal() {}

    static void stopsTheApplicationFirst() {
        for (String name : new String[] {"TERM", "INT"}) {
            Signal.handle(new Signal(name), signal -> Quarkus.asyncExit());
        }
    }
}
