package io.darkroom.local.command;

import io.darkroom.local.LocalFailure;
import io.darkroom.local.keys.KeyDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which folder of key files is meant. */
final class KeyOptions {
    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Option(
            names = "--keys",
            paramLabel = "DIR",
            description = "Folder of key files: worker.jwks, worker.pub.jwks, the same for delivery and storage.")
    @Nullable
    Path keys;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data folder of ./darkroom up, with its key files (default: .darkroom/data).")
    @Nullable
    Path data;

    /** The folder, which must be there. */
    KeyDirectory directory(Path home) {
        if (keys != null && data != null) {
            throw new UsageError(spec.commandLine(), "--keys and --data exclude one another");
        }
        Path folder = dataFolder(home).map(path -> path.resolve("keys")).orElse(keys);
        if (folder == null || !Files.isDirectory(folder)) {
            throw new LocalFailure("there is no folder of keys at " + folder);
        }
        return new KeyDirectory(folder);
    }

    /** The data folder that it belongs to, unless a folder of keys was given. */
    Optional<Path> dataFolder(Path home) {
        return keys != null
                ? Optional.empty()
                : Optional.of(data == null ? home.resolve(".darkroom").resolve("data") : data);
    }
}
