package io.darkroom.bench.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Where the peers lie in the tree, and where they and what they need are installed: outside of it, in the user's cache, once
 * for each set of requirements.
 */
public final class PeerFolder {
    private static final String DONE = "installed";

    private final Path sources;
    private final Path cache;
    private final Consumer<String> notices;

    /**
     * Installs nothing yet.
     *
     * @param sources a folder for each peer
     * @param notices told when something is installed, which takes minutes
     */
    public PeerFolder(Path sources, Consumer<String> notices) {
        this.sources = sources;
        this.notices = notices;
        String home = System.getenv("XDG_CACHE_HOME");
        this.cache = (home == null || home.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".cache")
                        : Path.of(home))
                .resolve("darkroom-bench");
    }

    /**
     * Installs the peer if that was not done before, and starts it.
     *
     * @param peer name of its folder
     * @param program file in it
     * @param arguments of the program
     * @param environment what it is told beside them, secrets too
     * @throws NotRun if something is missing on this machine or cannot be installed
     */
    public Peer start(String peer, String program, List<String> arguments, Map<String, String> environment)
            throws NotRun {
        Path source = sources.resolve(peer);
        Recipe recipe = Recipe.of(source);
        try {
            Path folder = installed(peer, source, recipe);
            List<String> command = new ArrayList<>(List.of(recipe.interpreter(folder), program));
            command.addAll(arguments);
            return Peer.start(command, environment, folder, cache.resolve(peer + ".log"));
        } catch (IOException e) {
            throw new NotRun(peer + " does not start: " + e.getMessage());
        }
    }

    /** The same for one that needs to be told nothing beside its arguments. */
    public Peer start(String peer, String program, List<String> arguments) throws NotRun {
        return start(peer, program, arguments, Map.of());
    }

    private Path installed(String peer, Path source, Recipe recipe) throws IOException, NotRun {
        CRC32 version = new CRC32();
        version.update(recipe.pinned(source));
        Path folder = Files.createDirectories(cache.resolve(peer + "-" + Long.toHexString(version.getValue())));
        copy(source, folder);
        Path done = folder.resolve(DONE);
        if (!Files.exists(done)) {
            List<List<String>> commands = recipe.install(folder);
            notices.accept("installing peer " + peer + " in " + folder);
            for (List<String> command : commands) {
                run(command, folder, peer);
            }
            Files.createFile(done);
        }
        return folder;
    }

    private static void copy(Path source, Path folder) throws IOException {
        try (Stream<Path> files = Files.list(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void run(List<String> command, Path folder, String peer) throws IOException, NotRun {
        Path log = folder.resolve("install.log");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new NotRun(peer + " cannot be installed, see " + log);
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new NotRun("interrupted");
        }
    }
}
