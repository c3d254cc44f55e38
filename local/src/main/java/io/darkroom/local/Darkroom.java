package io.darkroom.local;

import io.darkroom.local.command.Console;
import io.darkroom.local.command.RootCommand;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.InstantSource;

/** The launcher's entry, called by the script {@code ./darkroom}. */
public final class Darkroom {
    /** Set by the script: the tree it lies in. */
    private static final String HOME = "darkroom.home";

    /** Set by the script, which can tell: whether standard error is a terminal. */
    private static final String TERMINAL = "darkroom.terminal";

    private Darkroom() {}

    /** Runs one command and ends the JVM with its exit code. */
    @SuppressWarnings("SystemOut") // the one place that hands them to the commands
    public static void main(String[] arguments) throws URISyntaxException {
        Console console = new Console(System.in, System.out, System.err, Boolean.getBoolean(TERMINAL));
        System.exit(
                RootCommand.commandLine(home(), console, InstantSource.system()).execute(arguments));
    }

    /** Without the script, the tree is three folders above {@code local/target/darkroom-local.jar}. */
    private static Path home() throws URISyntaxException {
        String told = System.getProperty(HOME);
        if (told != null) {
            return Path.of(told);
        }
        Path jar = Path.of(Darkroom.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        return jar.resolve("../../..").normalize();
    }
}
