package io.darkroom.local.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code darkroom keys} without a command: says which there are. */
@Command(
        name = "keys",
        synopsisSubcommandLabel = "COMMAND",
        description = "Look at keys, and replace them without losing a job. docs/keys.md tells how.")
final class KeysCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Mixin
    HelpOption help = new HelpOption();

    @Override
    public void run() {
        throw new UsageError(spec.commandLine(), "which command? list, rotate, retire or reseal");
    }
}
