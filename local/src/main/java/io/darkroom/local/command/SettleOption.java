package io.darkroom.local.command;

import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How long files take to arrive. */
final class SettleOption {
    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Option(
            names = "--settle",
            paramLabel = "TIME",
            defaultValue = "PT5M",
            description = "After which every service has read a file that was written (default: ${DEFAULT-VALUE}).")
    Duration settle = Duration.ZERO;

    Duration settle() {
        if (settle.isNegative()) {
            throw new UsageError(spec.commandLine(), "--settle must not be negative");
        }
        return settle;
    }
}
