package io.darkroom.local.command;

import io.darkroom.local.LocalFailure;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What has to be undone when the command ends, by itself or by a signal: last begun, first undone, each once. While a signal
 * is being answered, failures of the command itself are of no interest any more.
 */
final class Shutdown {
    private final Console console;
    private final Deque<Runnable> steps = new ArrayDeque<>();
    private volatile boolean bySignal;

    Shutdown(Console console) {
        this.console = console;
        Runtime.getRuntime().addShutdownHook(new Thread(this::onSignal, "shutdown"));
    }

    synchronized void first(Runnable step) {
        steps.push(step);
    }

    /** Tells why the command failed, unless it did so because everything is being stopped; answers its exit code. */
    int failed(LocalFailure failure) {
        if (!bySignal) {
            run();
            console.say(String.valueOf(failure.getMessage()));
        }
        return ExitCode.of(failure);
    }

    /** Undoes what is left to undo. */
    synchronized void run() {
        while (!steps.isEmpty()) {
            undo(steps.pop());
        }
    }

    /** A step that fails does not keep the others from being undone. */
    private void undo(Runnable step) {
        try {
            step.run();
        } catch (LocalFailure failure) {
            console.say(String.valueOf(failure.getMessage()));
        }
    }

    private synchronized boolean isPending() {
        return !steps.isEmpty();
    }

    private void onSignal() {
        bySignal = true;
        if (isPending()) {
            console.say("stopping");
        }
        run();
    }
}
