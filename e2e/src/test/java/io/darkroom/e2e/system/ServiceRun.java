package io.darkroom.e2e.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** An API or a worker started by hand beside a running system. */
public final class ServiceRun {
    private static final int LIMIT_SECONDS = 120;

    private final RunningSystem system;
    private final Path jar;
    private final Map<String, String> properties = new TreeMap<>();

    private ServiceRun(RunningSystem system, Path jar) {
        this.system = system;
        this.jar = jar;
        set("quarkus.management.host", "127.0.0.1");
        set("quarkus.management.port", "0");
        set("kafka.bootstrap.servers", system.cluster().kafkaBootstrap());
        set("quarkus.redis.hosts", "redis://127.0.0.1:" + system.cluster().redisPort());
        set("quarkus.datasource.jdbc.url", system.cluster().postgresUrl());
        set("quarkus.datasource.username", system.cluster().postgresUser());
    }

    /** An API that would start. */
    public static ServiceRun api(RunningSystem system) {
        return new ServiceRun(system, ProjectTree.built("api", "target", "quarkus-app", "quarkus-run.jar"))
                .set("quarkus.http.host", "127.0.0.1")
                .set("quarkus.http.port", "0")
                .set("darkroom.keys.worker", key(system, "worker.pub.jwks"))
                .set("darkroom.keys.delivery", key(system, "delivery.jwks"))
                .set("darkroom.keys.storage", key(system, "storage.jwks"))
                .set("darkroom.keys.receipt", key(system, "receipt.jwks"));
    }

    /** A worker that would start. */
    public static ServiceRun worker(RunningSystem system) {
        return new ServiceRun(system, ProjectTree.built("worker", "target", "quarkus-app", "quarkus-run.jar"))
                .set(
                        "darkroom.worker.models",
                        ProjectTree.root().resolve("models").toString())
                .set("darkroom.keys.worker", key(system, "worker.jwks"))
                .set("darkroom.keys.delivery", key(system, "delivery.pub.jwks"))
                .set("darkroom.keys.storage", key(system, "storage.pub.jwks"));
    }

    private static String key(RunningSystem system, String file) {
        return system.data().resolve("keys").resolve(file).toString();
    }

    /** The same with another value of a property. */
    public ServiceRun set(String property, String value) {
        properties.put(property, value);
        return this;
    }

    /**
     * Starts it and waits for it to end by itself.
     *
     * @throws AssertionError if it goes on running
     */
    public Ended ended() {
        return ended((process, log) -> {});
    }

    private Ended ended(BiConsumer<Process, Path> meanwhile) {
        try {
            Path log = Files.createTempFile(system.data(), "service", ".log");
            Process process = start(log);
            meanwhile.accept(process, log);
            boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly().waitFor();
            String output = Files.readString(log, UTF_8);
            if (!ended) {
                throw new AssertionError("it goes on running:\n" + output);
            }
            return new Ended(process.exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /**
     * Starts it, sends it SIGTERM as soon as it has said {@code words}, and waits for it to end.
     *
     * @throws AssertionError if it goes on running
     */
    public Ended stoppedAfter(String words) {
        return ended((process, log) -> {
            Until.holds("it says " + words, () -> text(log).contains(words));
            process.destroy();
        });
    }

    private static String text(Path log) {
        try {
            return Files.readString(log, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it, an API, and returns once it is ready. */
    public ApiRun ready() {
        int port = freePort();
        int managementPort = freePort();
        set("quarkus.http.port", Integer.toString(port));
        set("quarkus.management.port", Integer.toString(managementPort));
        try {
            Path log = Files.createTempFile(system.data(), "api", ".log");
            return ApiRun.awaitReady(start(log), log, port, managementPort);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process start(Path log) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-Djava.io.tmpdir=" + system.data()));
        properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-jar", jar.toString()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("QUARKUS_REDIS_PASSWORD", system.cluster().redisPassword());
        builder.environment()
                .put("QUARKUS_DATASOURCE_PASSWORD", system.cluster().postgresPassword());
        return builder.start();
    }

    /** How it ended, and all that it said. */
    public record Ended(int exitCode, String output) {}
}
