package io.darkroom.local.command;

import io.darkroom.local.LocalFailure;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code darkroom} without a command: says which there are. */
@Command(
        name = "darkroom",
        synopsisSubcommandLabel = "COMMAND",
        description = "A private Stable Diffusion batch service. No prompt and no picture outlives its job unless its "
                + "owner asked for that.",
        footer = "%ndarkroom bench measures all of it; see darkroom bench --help.")
public final class RootCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Mixin
    HelpOption help = new HelpOption();

    private RootCommand() {}

    /** All commands, ready to be executed with arguments; they run in the tree at {@code home}. */
    public static CommandLine commandLine(Path home, Console console, InstantSource clock) {
        CommandLine line = new CommandLine(new RootCommand())
                .addSubcommand(new UpCommand(home, console))
                .addSubcommand(new DrawCommand(home, console, clock))
                .addSubcommand(new AuditCommand(home, console, clock))
                .addSubcommand(new CommandLine(new ModelsCommand()).addSubcommand(new ModelsCheckCommand(console)))
                .addSubcommand(new CommandLine(new KeysCommand())
                        .addSubcommand(new KeysListCommand(home, console))
                        .addSubcommand(new KeysRotateCommand(home, console, clock))
                        .addSubcommand(new KeysRetireCommand(home, console, clock))
                        .addSubcommand(new KeysResealCommand(home, console)))
                .addSubcommand(new CommandLine(new ReceiptCommand()).addSubcommand(new ReceiptVerifyCommand(console)))
                .addSubcommand(new VersionCommand(console));
        return line.setParameterExceptionHandler(new UsageErrors(console))
                .setExecutionExceptionHandler((error, command, parsed) -> failed(error, console))
                .setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    }

    @Override
    public void run() {
        throw new UsageError(
                spec.commandLine(), "which command? up, draw, audit, models, keys, receipt, bench or version");
    }

    /** One line, never a stack trace; messages of exceptions that are not ours might quote anything. */
    private static int failed(Exception error, Console console) {
        if (error instanceof LocalFailure failure) {
            console.say(String.valueOf(failure.getMessage()));
            return ExitCode.of(failure);
        }
        StackTraceElement[] trace = error.getStackTrace();
        console.say(
                "internal error: " + error.getClass().getSimpleName() + (trace.length == 0 ? "" : " at " + trace[0]));
        return ExitCode.FAILED;
    }
}
