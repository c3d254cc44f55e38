package io.darkroom.local;

import io.darkroom.local.embedded.KafkaServer;
import io.darkroom.local.embedded.PostgresServer;
import io.darkroom.local.embedded.RedisServer;
import io.darkroom.local.embedded.ServerBinaries;
import io.darkroom.local.process.Processes;
import io.darkroom.local.process.ServiceProcess;
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
    private final Processes processes;
    private final ServerBinaries binaries;
    private final DataFolder data;
    private final KafkaServer kafka;
    private final int redisPort;
    private final String redisPassword = Secrets.random();
    private final int postgresPort;
    private final String postgresPassword;
    private final CompletableFuture<LocalFailure> lost = new CompletableFuture<>();

    Stores(Processes processes, ServerBinaries binaries, DataFolder data, String postgresPassword, Ports ports) {
        this.processes = processes;
        this.binaries = binaries;
        this.data = data;
        this.kafka = new KafkaServer(data.kafka(), data.log("kafka"), ports.next(), ports.next());
        var unused = kafka.lost().thenAccept(lost::complete);
        this.redisPort = ports.next();
        this.postgresPort = ports.next();
        this.postgresPassword = postgresPassword;
    }

    /** Returns once all three serve, or throws as soon as one does not. */
    void start() {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            CompletionService<Void> starts = new ExecutorCompletionService<>(threads);
            List.<Runnable>of(kafka::start, this::startRedis, this::startPostgres)
                    .forEach(start -> starts.submit(start, null));
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

    private void startRedis() {
        miss(RedisServer.start(processes, binaries, data.log("redis"), redisPort, redisPassword));
    }

    private void startPostgres() {
        miss(PostgresServer.start(
                processes, binaries, data.postgres(), data.log("postgres"), postgresPort, postgresPassword));
    }

    /** Neither is started again: without Redis all jobs are gone, and PostgreSQL does not end without a reason. */
    private void miss(ServiceProcess server) {
        var unused =
                server.ended().whenComplete((nothing, failure) -> lost.complete(new LocalFailure(server.obituary())));
    }

    /** Completes when Redis or PostgreSQL has ended, on purpose or not, or Kafka has given up. */
    CompletableFuture<LocalFailure> lost() {
        return lost;
    }

    KafkaServer kafka() {
        return kafka;
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
