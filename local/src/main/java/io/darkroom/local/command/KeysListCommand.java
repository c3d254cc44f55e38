package io.darkroom.local.command;

import io.darkroom.local.keys.ListKeys;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code darkroom keys list}. */
@Command(name = "list", description = "Print each key: use, state, id and times. Nothing that is secret.")
final class KeysListCommand implements Callable<Integer> {
    @Mixin
    HelpOption help = new HelpOption();

    @Mixin
    KeyOptions keys = new KeyOptions();

    @Mixin
    UseOption use = new UseOption();

    @Mixin
    SettleOption settle = new SettleOption();

    private final Path home;
    private final Console console;

    KeysListCommand(Path home, Console console) {
        this.home = home;
        this.console = console;
    }

    @Override
    public Integer call() {
        new ListKeys(keys.directory(home), settle.settle()).lines(use.uses()).forEach(console::result);
        return ExitCode.OK;
    }
}
