package io.darkroom.e2e.fault;

import io.darkroom.e2e.Jobs;
import io.darkroom.e2e.system.Client;
import io.darkroom.e2e.system.RunningSystem;
import io.darkroom.e2e.system.Until;
import io.darkroom.local.LocalSettings;
import io.darkroom.testkit.Redis;
import io.darkroom.testkit.RedisProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** A system whose workers can be broken, with short leases and steps that take time but no machine. */
final class FaultySystem implements AutoCloseable {
    static final Duration LEASE = Duration.ofSeconds(3);
    private static final int STEP_MILLIS = 50;

    private final RunningSystem system;
    private final RedisProxy redis;
    private final Path folder;
    private final int workers;
    private final List<String> notices;

    private FaultySystem(RunningSystem system, RedisProxy redis, Path folder, int workers, List<String> notices) {
        this.system = system;
        this.redis = redis;
        this.folder = folder;
        this.workers = workers;
        this.notices = notices;
    }

    static FaultySystem withWorkers(int workers, UnaryOperator<LocalSettings.Builder> more) {
        try {
            Path folder = Files.createTempDirectory("darkroom-fault");
            List<String> notices = new CopyOnWriteArrayList<>();
            RedisProxy redis = RedisProxy.open();
            RunningSystem system = RunningSystem.start(
                    settings -> more.apply(settings.workers(workers)
                            .notices(notices::add)
                            .workerFlag(AgentJar.flag(folder.resolve("agent.jar")))
                            .workerFlag("-D" + FaultAgent.STEP_MILLIS + "=" + STEP_MILLIS)
                            .workerFlag("-D" + FaultAgent.CUT + "=" + folder)
                            .workerProperty("darkroom.worker.lease", LEASE.toString())
                            .workerProperty("quarkus.redis.hosts", redis.url())
                            .apiProperty("quarkus.redis.hosts", redis.url())),
                    cluster -> redis.leadTo(cluster.redisPort()));
            return new FaultySystem(system, redis, folder, workers, notices);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RunningSystem system() {
        return system;
    }

    /** The way that the API and the workers have to Redis. */
    RedisProxy wayToRedis() {
        return redis;
    }

    /** Ends all connections of a worker to Kafka, again and again, while {@code action} runs; returns what that does. */
    <T> T cutOff(String worker, Supplier<T> action) {
        Path order = folder.resolve(worker);
        try {
            Files.createFile(order);
            try {
                return action.get();
            } finally {
                Files.delete(order);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Client client() {
        return system.client();
    }

    /** What the launcher said so far: of every worker that ended, its exit code. */
    List<String> notices() {
        return List.copyOf(notices);
    }

    /** Returns once every worker is at work. */
    void awaitWorkers() {
        Until.holds("all workers are announced", () -> announced() == workers);
    }

    /** Whether a worker says that it is ready; empty while it does not answer or is not there. */
    Optional<Boolean> isReady(String worker) {
        try {
            return system.isReady(worker);
        } catch (UncheckedIOException | NoSuchElementException notThere) {
            return Optional.empty();
        }
    }

    private int announced() {
        try (Redis redis = system.redis()) {
            return redis.keys("worker:*").size();
        }
    }

    /** Twenty jobs of both lanes, some of several pictures, some retained. */
    List<String> load(History history) {
        return IntStream.range(0, 20)
                .mapToObj(i -> history.submit(Jobs.of(
                        "width",
                        64,
                        "height",
                        64,
                        "steps",
                        10 + i,
                        "images",
                        1 + i % 3,
                        "lane",
                        i % 2 == 0 ? "interactive" : "bulk",
                        "retain",
                        i % 5 == 0)))
                .toList();
    }

    /** A job that takes some ten seconds; returns once it is being drawn. */
    String victim(History history) {
        String job = history.submit(Jobs.of("width", 64, "height", 64, "steps", 149, "images", 2));
        history.awaitDrawing(job);
        return job;
    }

    /** The part that draws a job now, such as {@code worker-1}. */
    String workerOf(String job) {
        String id;
        try (Redis redis = system.redis()) {
            id = redis.hash("job:" + job).get("worker");
        }
        return IntStream.rangeClosed(1, workers)
                .mapToObj(number -> "worker-" + number)
                .filter(part -> log(part).contains("Worker " + id + " "))
                .findFirst()
                .orElseThrow();
    }

    /** Those of the jobs that an attempt is counted against. */
    List<String> blamed(Collection<String> jobs) {
        try (Redis redis = system.redis()) {
            return jobs.stream()
                    .filter(job -> {
                        Map<String, String> hash = redis.hash("job:" + job);
                        return !hash.getOrDefault("failures", "0").equals("0")
                                || !hash.getOrDefault("vanished", "").isEmpty();
                    })
                    .toList();
        }
    }

    String log(String part) {
        try {
            return Files.readString(system.data().resolve("logs").resolve(part + ".log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a signal by its name, such as {@code STOP}. */
    void signal(String part, String signal) {
        try {
            new ProcessBuilder(
                            "/bin/sh",
                            "-c",
                            "kill -" + signal + " " + system.process(part).pid())
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        system.close();
        redis.close();
        try {
            Files.delete(folder.resolve("agent.jar"));
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
