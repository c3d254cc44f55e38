package io.darkroom.local.embedded;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.utils.internals.Exit;

/**
 * What happens when a broker gives up, for example because its disk is full: it would halt the whole JVM without a word. In
 * its place whoever runs a broker here is told.
 */
final class GivingUp {
    private static final Set<Runnable> LISTENERS = ConcurrentHashMap.newKeySet();

    private GivingUp() {}

    /** Calls {@code listener} if any broker of this JVM gives up from now on. */
    static void tell(Runnable listener) {
        LISTENERS.add(listener);
        Exit.setHaltProcedure(GivingUp::instead);
        Exit.setExitProcedure(GivingUp::instead);
    }

    static void forget(Runnable listener) {
        LISTENERS.remove(listener);
    }

    /** Ends the broker's thread, as the end of the JVM would have. */
    private static void instead(int exitCode, String message) {
        LISTENERS.forEach(Runnable::run);
        throw new IllegalStateException("the broker gave up");
    }
}
