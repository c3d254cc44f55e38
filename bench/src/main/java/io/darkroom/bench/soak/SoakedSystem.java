package io.darkroom.bench.soak;

import io.darkroom.local.ApiKey;
import io.darkroom.local.LocalCluster;
import io.darkroom.local.LocalSettings;
import io.darkroom.testkit.Parts;
import io.darkroom.testkit.Redis;
import io.darkroom.testkit.RedisProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Darkroom as {@code ./darkroom up} starts it, with a way to Redis that can be slow; gone without a trace at the end. */
final class SoakedSystem implements AutoCloseable {
    private static final String LEASE = "PT5S";

    private final Path data;
    private final LocalCluster cluster;
    private final RedisProxy wayToRedis;
    private final int workers;

    private SoakedSystem(Path data, LocalCluster cluster, RedisProxy wayToRedis, int workers) {
        this.data = data;
        this.cluster = cluster;
        this.wayToRedis = wayToRedis;
        this.workers = workers;
    }

    /** Returns once jobs can be drawn, with the demo model. */
    static SoakedSystem start(Path home, int workers) throws IOException {
        Path data = Files.createTempDirectory("darkroom-soak");
        RedisProxy wayToRedis = RedisProxy.open();
        LocalCluster cluster = LocalCluster.prepare(LocalSettings.of(home)
                .data(data)
                .workers(workers)
                .workerProperty("darkroom.worker.lease", LEASE)
                .workerProperty("quarkus.redis.hosts", wayToRedis.url())
                .apiProperty("quarkus.redis.hosts", wayToRedis.url())
                // One owner asks for everything here.
                .apiProperty("darkroom.api.work-per-minute", "1000000")
                .build());
        wayToRedis.leadTo(cluster.redisPort());
        cluster.boot();
        return new SoakedSystem(data, cluster, wayToRedis, workers);
    }

    LocalCluster cluster() {
        return cluster;
    }

    URI url() {
        return cluster.url();
    }

    ApiKey key() {
        return cluster.apiKey();
    }

    RedisProxy wayToRedis() {
        return wayToRedis;
    }

    Redis redis() {
        return Redis.connect(cluster.redisPort(), cluster.redisPassword());
    }

    Parts parts() {
        return new Parts(data);
    }

    /** The names of all child processes. */
    List<String> names() {
        List<String> names = new ArrayList<>(List.of("api"));
        names.addAll(workers());
        names.addAll(List.of("redis", "postgres"));
        return names;
    }

    List<String> workers() {
        return IntStream.rangeClosed(1, workers)
                .mapToObj(number -> "worker-" + number)
                .toList();
    }

    @Override
    public void close() {
        cluster.close();
        wayToRedis.close();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
