package io.darkroom.e2e.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** All that lies in the heap of a Java process, what nobody refers to any more too, in a file that goes when this is closed. */
public final class HeapDump implements AutoCloseable {
    private static final int LIMIT_SECONDS = 120;

    private final Path folder;

    private HeapDump(Path folder) {
        this.folder = folder;
    }

    /** Has {@code process} write its heap. */
    public static HeapDump of(ProcessHandle process) {
        try {
            HeapDump dump = new HeapDump(Files.createTempDirectory("darkroom-heap"));
            dump.write(process);
            return dump;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(ProcessHandle process) throws IOException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Path said = folder.resolve("jcmd.txt");
        Process run = new ProcessBuilder(
                        jcmd,
                        Long.toString(process.pid()),
                        "GC.heap_dump",
                        "-all",
                        folder.resolve("heap.hprof").toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            boolean ended = run.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (!ended || run.exitValue() != 0) {
                throw new AssertionError("no heap dump: " + Files.readString(said, UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The folder with the file. */
    public Path folder() {
        return folder;
    }

    @Override
    public void close() {
        try {
            for (String name : new String[] {"heap.hprof", "jcmd.txt"}) {
                Files.deleteIfExists(folder.resolve(name));
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
