package io.darkroom.bench.peer;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How a peer's requirements are installed and its program is started. */
enum Recipe {
    /** A virtual environment with what {@code requirements.txt} pins: what the program names, and what that brings along. */
    PYTHON("requirements.txt") {
        @Override
        List<List<String>> install(Path folder) throws NotRun {
            String python = program("python3").orElseThrow(() -> new NotRun("python3 is missing"));
            return List.of(
                    List.of(python, "-m", "venv", "venv"),
                    List.of(interpreter(folder), "-m", "pip", "install", "--quiet", "-r", requirements()));
        }

        @Override
        String interpreter(Path folder) {
            return folder.resolve("venv/bin/python").toString();
        }
    },
    /** Modules as {@code package-lock.json} pins them all; without their scripts, which would download more. */
    NODE("package-lock.json") {
        @Override
        List<List<String>> install(Path folder) throws NotRun {
            String npm = program("npm").orElseThrow(() -> new NotRun("npm is missing"));
            return List.of(List.of(npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
        }

        @Override
        String interpreter(Path folder) throws NotRun {
            return program("node").orElseThrow(() -> new NotRun("node is missing"));
        }
    };

    private final String requirements;

    Recipe(String requirements) {
        this.requirements = requirements;
    }

    /** By the file that a peer's folder holds. */
    static Recipe of(Path source) {
        return Stream.of(values())
                .filter(recipe -> Files.exists(source.resolve(recipe.requirements)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(source + " has neither requirements nor a lock file"));
    }

    String requirements() {
        return requirements;
    }

    /** The commands, to be run in the folder one after the other. */
    abstract List<List<String>> install(Path folder) throws NotRun;

    abstract String interpreter(Path folder) throws NotRun;

    private static Optional<String> program(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    /** What the peer depends on, so that a change of it installs anew. */
    byte[] pinned(Path source) throws IOException {
        return Files.readAllBytes(source.resolve(requirements));
    }
}
