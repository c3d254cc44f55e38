package io.darkroom.local.command;

import io.darkroom.local.LocalFailure;
import io.darkroom.local.keys.KeptRows;
import io.darkroom.local.keys.ResealLibrary;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code darkroom keys reseal}: seals kept pictures to the current storage key. */
@Command(
        name = "reseal",
        description =
                "Seal all kept pictures that are sealed to older storage keys to the current one. May be broken off "
                        + "and begun again. Ends with 1 if one is left.")
final class KeysResealCommand implements Callable<Integer> {
    @Mixin
    HelpOption help = new HelpOption();

    @Mixin
    KeyOptions keys = new KeyOptions();

    @Mixin
    LibraryOptions library = new LibraryOptions();

    private final Path home;
    private final Console console;

    KeysResealCommand(Path home, Console console) {
        this.home = home;
        this.console = console;
    }

    @Override
    public Integer call() {
        KeptRows rows = library.find(keys, home)
                .orElseThrow(() -> new LocalFailure("where is the library? start ./darkroom up, or give --postgres"));
        ResealLibrary.Report report = new ResealLibrary(keys.directory(home), rows).run(this::progress);
        console.endLine();
        console.result("sealed anew: " + report.sealed());
        console.result("sealed to their owners' keys and left alone: " + report.foreign());
        console.result("do not open: " + report.broken());
        console.result("still sealed to older keys: " + report.left());
        return report.left() == 0 ? ExitCode.OK : ExitCode.FAILED;
    }

    private void progress(long done, long all) {
        String text = done + " of " + all + " pictures";
        if (console.isTerminal()) {
            console.overwrite(text);
        } else {
            console.say(text);
        }
    }
}
