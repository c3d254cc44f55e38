package io.darkroom.local.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How to start one child process. Not a record: the environment and the input hold passwords, which a record would print.
 */
public final class Launch {
    private final String name;
    private final Path log;
    private final List<String> command;
    private final Map<String, String> environment;
    private final String input;
    private final StopSignal stopSignal;
    private final Duration grace;

    private Launch(
            String name,
            Path log,
            List<String> command,
            Map<String, String> environment,
            String input,
            StopSignal stopSignal,
            Duration grace) {
        this.name = name;
        this.log = log;
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.input = input;
        this.stopSignal = stopSignal;
        this.grace = grace;
    }

    /**
     * A program without input that ends on TERM within ten seconds.
     *
     * @param name what people call it, also the name of its pid file
     * @param log where its output goes
     * @param command program and arguments; other local users can read them, so nothing secret
     */
    public static Launch of(String name, Path log, List<String> command) {
        return new Launch(name, log, command, Map.of(), "", StopSignal.TERM, Duration.ofSeconds(10));
    }

    /** The same with {@code added} in its environment, where only the same user can read it. */
    public Launch withEnvironment(Map<String, String> added) {
        return new Launch(name, log, command, added, input, stopSignal, grace);
    }

    /** The same with {@code text} on its standard input. */
    public Launch withInput(String text) {
        return new Launch(name, log, command, environment, text, stopSignal, grace);
    }

    /** The same, ended by {@code signal}. */
    public Launch stoppedBy(StopSignal signal) {
        return new Launch(name, log, command, environment, input, signal, grace);
    }

    String name() {
        return name;
    }

    Path log() {
        return log;
    }

    List<String> command() {
        return command;
    }

    Map<String, String> environment() {
        return environment;
    }

    String input() {
        return input;
    }

    StopSignal stopSignal() {
        return stopSignal;
    }

    /** How long it may take to end before it is killed. */
    Duration grace() {
        return grace;
    }

    @Override
    public String toString() {
        return "Launch[" + name + "]";
    }
}
