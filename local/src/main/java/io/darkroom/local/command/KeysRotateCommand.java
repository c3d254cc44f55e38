package io.darkroom.local.command;

import io.darkroom.local.keys.KeyUse;
import io.darkroom.local.keys.RotateKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code darkroom keys rotate}: one step. */
@Command(
        name = "rotate",
        description = "Make the next step of a rotation: make the next key, publish it, make it the current one. "
                + "Ends with 6 if it is too early for all of them.")
final class KeysRotateCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Mixin
    HelpOption help = new HelpOption();

    @Mixin
    KeyOptions keys = new KeyOptions();

    @Mixin
    UseOption use = new UseOption();

    @Mixin
    SettleOption settle = new SettleOption();

    @Option(names = "--now", description = "Wait for nothing, when a key has leaked. Jobs may be lost.")
    boolean now;

    @Option(
            names = "--if-older",
            paramLabel = "TIME",
            description = "Begin only where the current key is older than this, such as P30D; for a timer. "
                    + "Ends with 0 if there is nothing to do.")
    @Nullable
    Duration age;

    private final Path home;
    private final Console console;
    private final InstantSource clock;

    KeysRotateCommand(Path home, Console console, InstantSource clock) {
        this.home = home;
        this.console = console;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        if (now && age != null) {
            throw new UsageError(spec.commandLine(), "--now and --if-older exclude one another");
        }
        RotateKeys rotation = new RotateKeys(keys.directory(home), clock, settle.settle(), console::result);
        boolean made = false;
        for (KeyUse one : use.uses()) {
            made |= age == null ? rotation.step(one, now) : rotation.stepIfOlder(one, age);
        }
        return made || age != null ? ExitCode.OK : ExitCode.NOT_YET;
    }
}
