package io.darkroom.local.command;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import picocli.CommandLine;

/** The commands with streams that can be read afterwards. */
final class CommandLineFixture {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CommandLine commandLine;

    CommandLineFixture(Path home) {
        this(home, InstantSource.system());
    }

    CommandLineFixture(Path home, InstantSource clock) {
        commandLine = RootCommand.commandLine(home, console(false), clock);
    }

    Console console(boolean terminal) {
        return new Console(new ByteArrayInputStream(new byte[0]), print(out), print(err), terminal);
    }

    int execute(String... arguments) {
        return commandLine.execute(arguments);
    }

    <T> T parsed(Class<T> command, String... arguments) {
        return command.cast(
                commandLine.parseArgs(arguments).subcommand().commandSpec().userObject());
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
