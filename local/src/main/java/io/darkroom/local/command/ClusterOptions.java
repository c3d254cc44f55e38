package io.darkroom.local.command;

import io.darkroom.local.LocalSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that starts the system. */
final class ClusterOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data folder. By default the first one of .darkroom/data, data-2, … that is not in use.")
    @Nullable
    Path data;

    @Option(names = "--models", paramLabel = "DIR", description = "Folder of model folders (default: models).")
    @Nullable
    Path models;

    LocalSettings.Builder settings(Path home, Console console) {
        return LocalSettings.of(home).data(data).models(models).notices(console::say);
    }
}
