package io.darkroom.local.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code darkroom models} without a command: says which there are. */
@Command(name = "models", synopsisSubcommandLabel = "COMMAND", description = "Look at model folders.")
final class ModelsCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Mixin
    HelpOption help = new HelpOption();

    @Override
    public void run() {
        throw new UsageError(spec.commandLine(), "which command? check");
    }
}
