package io.darkroom.redis.server;

import static java.util.Objects.requireNonNull;

import io.darkroom.local.embedded.RedisServer;
import io.darkroom.local.embedded.ServerBinaries;
import io.darkroom.local.process.Processes;
import io.darkroom.local.process.ServiceProcess;
import io.darkroom.redis.RedisCommands;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.runtime.datasource.BlockingRedisDataSourceImpl;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.RedisAPI;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A Redis server that lives as long as a test class. */
public final class Redis implements BeforeAllCallback, AfterAllCallback {
    private static final String PASSWORD = "test";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestFolder folder = new TestFolder("redis");
    private final Vertx vertx = Vertx.vertx();
    private final int port = TestFolder.freePort();
    private @Nullable Processes processes;
    private @Nullable ServiceProcess server;
    private @Nullable RedisDataSource dataSource;
    private io.vertx.redis.client.@Nullable Redis client;
    private @Nullable RedisCommands commands;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        processes = Processes.open(Files.createDirectory(folder.resolve("run")));
        start();
        var client =
                io.vertx.mutiny.redis.client.Redis.createClient(vertx, "redis://:" + PASSWORD + "@127.0.0.1:" + port);
        this.client = client.getDelegate();
        commands = commands(PATIENCE);
        dataSource = new BlockingRedisDataSourceImpl(vertx, client, RedisAPI.api(client), PATIENCE);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        vertx.closeAndAwait();
        requireNonNull(processes).close();
        folder.close();
    }

    /** Starts it again. */
    public void start() {
        server = RedisServer.start(
                requireNonNull(processes),
                new ServerBinaries(Path.of("..", ".darkroom", "parts").toAbsolutePath()),
                folder.resolve("redis.log"),
                port,
                PASSWORD);
    }

    /** Ends it, with all that it holds. */
    public void stop() {
        requireNonNull(server).stop();
    }

    /** The ones of a service, over one connection however often they are asked for. */
    public RedisCommands commands() {
        return requireNonNull(commands);
    }

    /** Others, over a connection of their own, for who waits no longer than {@code patience} for an answer. */
    public RedisCommands commands(Duration patience) {
        return new RedisCommands(requireNonNull(client), patience);
    }

    /** To look at what lies there, and to put something there. */
    public RedisDataSource dataSource() {
        return requireNonNull(dataSource);
    }
}
