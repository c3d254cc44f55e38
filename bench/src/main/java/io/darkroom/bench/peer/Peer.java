package io.darkroom.bench.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A running peer: a line of JSON in, a line of JSON out. For one thread. */
public final class Peer implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int GRACE_SECONDS = 10;

    private final Process process;
    private final Path log;
    private final Writer questions;
    private final BufferedReader answers;
    private final String version;

    private Peer(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.questions = process.outputWriter();
        this.answers = process.inputReader();
        this.version = read().path("ready").asText();
    }

    /** Starts a program and waits for its {@code {"ready": version}}. */
    static Peer start(List<String> command, Map<String, String> environment, Path folder, Path log) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(log.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            return new Peer(process, log);
        } catch (UncheckedIOException e) {
            process.destroy();
            throw e.getCause();
        }
    }

    /**
     * Starts a program of ours in a JVM of its own, with the class path of this one.
     *
     * @param main has a {@code main} that keeps to the same lines
     * @param flags of the JVM
     */
    public static Peer ofJava(Class<?> main, List<String> flags, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        Path log = Files.createTempFile("darkroom-bench", ".log");
        log.toFile().deleteOnExit();
        return start(command, Map.of(), Path.of("").toAbsolutePath(), log);
    }

    /** What it is built on, with versions. */
    public String version() {
        return version;
    }

    /** Asks and waits for the answer. */
    public JsonNode ask(Object question) {
        try {
            questions.write(JSON.writeValueAsString(question));
            questions.write('\n');
            questions.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(new IOException("it has ended, see " + log, e));
        }
        return read();
    }

    private JsonNode read() {
        try {
            String line = answers.readLine();
            if (line == null) {
                throw new IOException("it has ended, see " + log);
            }
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends its input, and after a while the program itself. */
    @Override
    public void close() {
        try {
            questions.close();
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException endedAlready) {
            process.destroy();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
