package io.darkroom.local.embedded;

import io.darkroom.local.LocalFailure;
import io.darkroom.local.PrivateFiles;
import io.darkroom.local.process.LogTail;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/** A Kafka broker inside this JVM; it may be stopped and started again on the same port. Thread-safe. */
public final class KafkaServer {
    private final Path folder;
    private final Path log;
    private final int port;
    private final KafkaSettings settings;

    private final CompletableFuture<LocalFailure> lost = new CompletableFuture<>();
    private final Runnable giveUp = this::giveUp;

    private @Nullable KafkaRaftServer broker;

    /**
     * A broker that does not run yet.
     *
     * @param folder where it keeps its records; made at the first start
     * @param log where its warnings go
     * @param port for clients
     * @param controllerPort for itself
     */
    public KafkaServer(Path folder, Path log, int port, int controllerPort) {
        this.folder = folder;
        this.log = log;
        this.port = port;
        this.settings = new KafkaSettings(port, controllerPort);
    }

    /** What clients connect to. */
    public String bootstrap() {
        return "127.0.0.1:" + port;
    }

    /** What a second broker needs as {@code controller.quorum.voters} to join this one. */
    public String voters() {
        return settings.voters();
    }

    /** Starts it and returns once it serves clients; nothing happens if it runs. */
    public synchronized void start() {
        if (broker != null) {
            return;
        }
        KafkaLog.writeTo(log);
        GivingUp.tell(giveUp);
        try {
            formatOnce();
            KafkaRaftServer starting = new KafkaRaftServer(new KafkaConfig(settings.in(folder)), Time.SYSTEM);
            broker = starting;
            starting.startup();
        } catch (IOException | RuntimeException e) {
            throw new LocalFailure(LogTail.after("Kafka does not start: " + e.getMessage(), log), e);
        }
    }

    /** Stops it in good order; nothing happens if it does not run. */
    public synchronized void stop() {
        if (broker == null) {
            return;
        }
        broker.shutdown();
        broker.awaitShutdown();
        GivingUp.forget(giveUp);
        broker = null;
    }

    private void giveUp() {
        lost.complete(new LocalFailure(LogTail.after("Kafka gave up", log)));
    }

    /** Completes if it ends by itself. */
    public CompletableFuture<LocalFailure> lost() {
        return lost;
    }

    /** Formatted beside its place and moved there whole: a start that was cut off begins anew. */
    private void formatOnce() throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path draft = folder.resolveSibling(folder.getFileName() + ".new");
        PrivateFiles.deleteTree(draft);
        PrivateFiles.folder(draft);
        Path file = draft.resolve("format.properties");
        write(settings.in(draft), file);
        String[] format = {
            "format", "--ignore-formatted", "-t", Uuid.randomUuid().toString(), "-c", file.toString()
        };
        int exitCode = StorageTool.execute(
                format, new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
        if (exitCode != 0) {
            throw new IOException("its storage could not be formatted in " + draft);
        }
        Files.delete(file);
        Files.move(draft, folder);
    }

    private static void write(Properties properties, Path file) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
    }
}
