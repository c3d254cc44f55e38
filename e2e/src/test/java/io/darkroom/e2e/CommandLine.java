package io.darkroom.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.darkroom.e2e.system.ProjectTree;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code ./darkroom}, run in the tree as a person does. */
final class CommandLine {
    private static final int LIMIT_SECONDS = 900;

    private final Path outputs;

    /** Keeps what it prints in files of this folder. */
    CommandLine(Path outputs) throws IOException {
        this.outputs = outputs;
        // Maven has just built everything; without this note the script might think otherwise and build it once more,
        // under the feet of the systems that other tests have running.
        Path stamp =
                Files.createDirectories(ProjectTree.root().resolve("target")).resolve("darkroom.built");
        Files.deleteIfExists(stamp);
        Files.createFile(stamp);
    }

    /** Runs it to its end with nothing on its standard input. */
    Result run(String... arguments) throws IOException, InterruptedException {
        return runWithInput("", arguments);
    }

    /** Runs it to its end with {@code input} on its standard input. */
    Result runWithInput(String input, String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile(outputs, "out", ".txt");
        Path err = Files.createTempFile(outputs, "err", ".txt");
        Process process = new ProcessBuilder(command(arguments))
                .directory(ProjectTree.root().toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(UTF_8));
        }
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroy();
            throw new AssertionError("does not end: " + Files.readString(err));
        }
        return new Result(process.exitValue(), Files.readAllLines(out), Files.readAllLines(err));
    }

    private static List<String> command(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(ProjectTree.root().resolve("darkroom").toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** How it ended, and the lines that it printed. */
    record Result(int exitCode, List<String> out, List<String> err) {}
}
