package io.darkroom.worker.server;

import static java.util.Objects.requireNonNull;

import io.darkroom.local.embedded.RedisServer;
import io.darkroom.local.embedded.ServerBinaries;
import io.darkroom.local.process.Processes;
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

    private final TestFolder folder = new TestFolder("redis");
    private final Vertx vertx = Vertx.vertx();
    private @Nullable Processes processes;
    private @Nullable RedisDataSource dataSource;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        int port = TestFolder.freePort();
        processes = Processes.open(Files.createDirectory(folder.resolve("run")));
        RedisServer.start(
                processes,
                new ServerBinaries(Path.of("..", ".darkroom", "parts").toAbsolutePath()),
                folder.resolve("redis.log"),
                port,
                PASSWORD);
        var client =
                io.vertx.mutiny.redis.client.Redis.createClient(vertx, "redis://:" + PASSWORD + "@127.0.0.1:" + port);
        dataSource = new BlockingRedisDataSourceImpl(vertx, client, RedisAPI.api(client), Duration.ofSeconds(30));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        vertx.closeAndAwait();
        requireNonNull(processes).close();
        folder.close();
    }

    /** As the service has it. */
    public RedisDataSource dataSource() {
        return requireNonNull(dataSource);
    }
}
