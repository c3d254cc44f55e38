package io.darkroom.e2e.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** One more API beside those of a running system, which a test may do anything to. */
public final class ApiRun implements AutoCloseable {
    private final Process process;
    private final Path log;
    private final URI url;
    private final Client management;

    private ApiRun(Process process, Path log, int port, int managementPort) {
        this.process = process;
        this.log = log;
        this.url = URI.create("http://127.0.0.1:" + port);
        this.management = Client.withoutKey(URI.create("http://127.0.0.1:" + managementPort));
    }

    static ApiRun awaitReady(Process process, Path log, int port, int managementPort) {
        ApiRun api = new ApiRun(process, log, port, managementPort);
        Until.holds("the API is ready", () -> {
            if (!process.isAlive()) {
                throw new AssertionError("it has ended:\n" + api.output());
            }
            return api.isReady();
        });
        return api;
    }

    /** Where it is. */
    public URI url() {
        return url;
    }

    /** A caller of it. */
    public Client client(String key) {
        return Client.withKey(url, key);
    }

    /** A caller of its health checks and metrics. */
    public Client management() {
        return management;
    }

    /** Whether it says that it can take requests. */
    public boolean isReady() {
        try {
            return management.get("/q/health/ready").status() == 200;
        } catch (UncheckedIOException notThere) {
            return false;
        }
    }

    /** The process. */
    public ProcessHandle process() {
        return process.toHandle();
    }

    /** Kills it without a warning, and returns when it is gone. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Tells it to stop; {@link #process} tells when it has. */
    public void terminate() {
        process.destroy();
    }

    /** All that it said. */
    public String output() {
        try {
            return Files.readString(log, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
