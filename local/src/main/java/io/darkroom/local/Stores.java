package io.darkroom.local;

import io.darkroom.local.embedded.KafkaServer;
import io.darkroom.local.embedded.PostgresServer;
import io.darkroom.local.embedded.RedisServer;
import io.darkroom.local.embedded.ServerBinaries;
import io.darkroom.local.process.Processes;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Kafka, PostgreSQL and Redis of one run: started side by side, and missed when one of them ends. */
final class Stores {
    private final KafkaServer kafka;
    private final StoreServer redis;
    private final StoreServer postgres;
    private final int redisPort;
    private final String redisPassword = Secrets.random();
    private final int postgresPort;
    private final String postgresPassword;
    private final CompletableFuture<LocalFailure> lost = new CompletableFuture<>();

    Stores(Processes processes, ServerBinaries binaries, DataFolder data, String postgresPassword, Ports ports) {
        this.kafka = new KafkaServer(data.kafka(), data.log("kafka"), ports.next(), ports.next());
        var unused = kafka.lost().thenAccept(lost::complete);
        this.redisPort = ports.next();
        this.postgresPort = ports.next();
        this.postgresPassword = postgresPassword;
        this.redis = new StoreServer(
                () -> RedisServer.start(processes, binaries, data.log("redis"), redisPort, redisPassword),
                lost::complete);
        this.postgres = new StoreServer(
                () -> PostgresServer.start(
                        processes, binaries, data.postgres(), data.log("postgres"), postgresPort, postgresPassword),
                lost::complete);
    }

    /** Returns once all three serve, or throws as soon as one does not. */
    void start() {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            CompletionService<Void> starts = new ExecutorCompletionService<>(threads);
            List.<Runnable>of(kafka::start, redis::start, postgres::start).forEach(start -> starts.submit(start, null));
            for (int left = 3; left > 0; left--) {
                starts.take().get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof LocalFailure failure ? failure : new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalFailure("interrupted", e);
        } finally {
            threads.shutdown();
        }
    }

    /** Completes when Redis or PostgreSQL has ended without having been told to, or Kafka has given up. */
    CompletableFuture<LocalFailure> lost() {
        return lost;
    }

    KafkaServer kafka() {
        return kafka;
    }

    StoreServer redis() {
        return redis;
    }

    StoreServer postgres() {
        return postgres;
    }

    int redisPort() {
        return redisPort;
    }

    String redisPassword() {
        return redisPassword;
    }

    int postgresPort() {
        return postgresPort;
    }

    String postgresPassword() {
        return postgresPassword;
    }
}
