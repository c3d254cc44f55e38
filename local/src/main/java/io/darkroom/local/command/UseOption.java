package io.darkroom.local.command;

import io.darkroom.local.keys.KeyUse;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which of the keys in a folder are meant. */
final class UseOption {
    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Option(names = "--use", paramLabel = "USE", description = "worker, delivery or storage (default: all three).")
    @Nullable
    String use;

    List<KeyUse> uses() {
        List<KeyUse> meant = Stream.of(KeyUse.values())
                .filter(one -> use == null || one.toString().equals(use))
                .toList();
        if (meant.isEmpty()) {
            throw new UsageError(spec.commandLine(), "--use must be worker, delivery or storage");
        }
        return meant;
    }
}
