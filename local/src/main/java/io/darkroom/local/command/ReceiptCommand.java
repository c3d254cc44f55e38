package io.darkroom.local.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code darkroom receipt} without a command: says which there are. */
@Command(name = "receipt", synopsisSubcommandLabel = "COMMAND", description = "Look at deletion receipts.")
final class ReceiptCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Mixin
    HelpOption help = new HelpOption();

    @Override
    public void run() {
        throw new UsageError(spec.commandLine(), "which command? verify");
    }
}
