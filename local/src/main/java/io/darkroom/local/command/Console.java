package io.darkroom.local.command;

import java.io.InputStream;
import java.io.PrintStream;

/** Where the commands read and write: results to standard output, all else to standard error. Thread-safe. */
public final class Console {
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;

    private boolean lineIsOpen;

    /**
     * A console of these streams.
     *
     * @param terminal whether a person watches {@code err} on a terminal, where a line can be written over
     */
    public Console(InputStream in, PrintStream out, PrintStream err, boolean terminal) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    /** Prints a line of the result. */
    synchronized void result(String line) {
        endLine();
        out.println(line);
        out.flush();
    }

    /** Tells what is going on. */
    synchronized void say(String line) {
        endLine();
        err.println("darkroom: " + line);
        err.flush();
    }

    /** Writes {@code text} over the line the cursor is in. */
    synchronized void overwrite(String text) {
        lineIsOpen = true;
        err.print("\r" + text + "\u001b[K");
        err.flush();
    }

    /** Ends the line that was written over, if there is one. */
    synchronized void endLine() {
        if (lineIsOpen) {
            lineIsOpen = false;
            err.println();
            err.flush();
        }
    }

    boolean isTerminal() {
        return terminal;
    }

    InputStream in() {
        return in;
    }

    PrintStream out() {
        return out;
    }

    PrintStream err() {
        return err;
    }
}
