package io.darkroom.local.command;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code darkroom version}. */
@Command(name = "version", description = "Print the version.")
final class VersionCommand implements Runnable {
    @Mixin
    HelpOption help = new HelpOption();

    private final Console console;

    VersionCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        String version = Optional.ofNullable(VersionCommand.class.getPackage().getImplementationVersion())
                .orElse("(not packaged)");
        console.result("darkroom " + version);
    }
}
