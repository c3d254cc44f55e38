package io.darkroom.bench;

import io.darkroom.bench.soak.SoakCommand;
import java.nio.file.Path;
import java.time.InstantSource;
import picocli.CommandLine;

/** The entry of {@code ./darkroom bench}. */
public final class Bench {
    /** Set by the script: the tree it lies in. */
    private static final String HOME = "darkroom.home";

    private Bench() {}

    /** Runs what the arguments ask for and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        Path home = Path.of(System.getProperty(HOME, ".")).toAbsolutePath().normalize();
        InstantSource clock = InstantSource.system();
        System.exit(new CommandLine(new BenchCommand(home, clock))
                .addSubcommand(new SoakCommand(home, clock))
                .execute(arguments));
    }
}
