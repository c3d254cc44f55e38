package io.darkroom.local.command;

import io.darkroom.local.keys.KeyDirectory;
import io.darkroom.local.keys.KeyUse;
import io.darkroom.local.keys.RetireKeys;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code darkroom keys retire}: destroys. */
@Command(
        name = "retire",
        description = "Destroy retired keys that nobody needs any more. Ends with 6 if one is left, and says why.")
final class KeysRetireCommand implements Callable<Integer> {
    @Mixin
    HelpOption help = new HelpOption();

    @Mixin
    KeyOptions keys = new KeyOptions();

    @Mixin
    UseOption use = new UseOption();

    @Mixin
    LibraryOptions library = new LibraryOptions();

    @Option(
            names = "--force",
            description = "Destroy what may still be needed too: jobs and pictures that are sealed to it are lost.")
    boolean force;

    private final Path home;
    private final Console console;
    private final InstantSource clock;

    KeysRetireCommand(Path home, Console console, InstantSource clock) {
        this.home = home;
        this.console = console;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        KeyDirectory directory = keys.directory(home);
        RetireKeys retire = new RetireKeys(directory, clock, library.find(keys, home), console::result);
        boolean all = true;
        for (KeyUse one : use.uses()) {
            all &= retire.retire(one, force);
        }
        return all ? ExitCode.OK : ExitCode.NOT_YET;
    }
}
