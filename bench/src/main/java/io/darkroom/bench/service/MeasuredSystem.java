package io.darkroom.bench.service;

import io.darkroom.bench.suite.Settings;
import io.darkroom.local.ApiKey;
import io.darkroom.local.LocalCluster;
import io.darkroom.local.LocalSettings;
import io.darkroom.local.client.ApiClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Darkroom as {@code ./darkroom up} starts it, with one worker, but compiled as on a server; gone without a trace at the end. */
public final class MeasuredSystem implements AutoCloseable {
    private static final int REDIS_DATABASE_OF_PEERS = 1;

    /** Of one owner, all of whose jobs these are: what is measured is the queue, not what is refused. */
    private static final Map<String, String> NO_LIMITS = Map.of(
            "darkroom.api.max-wait", "P30D",
            "darkroom.api.max-in-flight", "10000000",
            "darkroom.api.work-per-minute", "1000000000",
            "darkroom.api.work-at-once", "1000000000");

    private final Path data;
    private final LocalCluster cluster;

    private MeasuredSystem(Path data, LocalCluster cluster) {
        this.data = data;
        this.cluster = cluster;
    }

    /** A system whose worker draws nothing, with so many slots for each lane. */
    public static MeasuredSystem drawingNothing(Settings settings, int slots) {
        return start(settings, local -> drawNothing(local, slots));
    }

    /** A system whose worker draws, with so many slots for each lane, in a JVM with these flags. */
    public static MeasuredSystem drawing(Settings settings, int slots, List<String> flags) {
        return start(settings, local -> {
            flags.forEach(local::workerFlag);
            return local.workerProperty("darkroom.worker.slots", Integer.toString(slots));
        });
    }

    /**
     * As {@link #drawingNothing}, with other models and more owners.
     *
     * @param models a folder of model folders
     * @param hold nothing of a model is drawn while there is a file of its name in this folder
     * @param owners their keys, by name
     */
    public static MeasuredSystem holdingBack(
            Settings settings, int slots, Path models, Path hold, Map<String, ApiKey> owners) {
        String keys = owners.entrySet().stream()
                .map(owner -> owner.getKey() + ":" + owner.getValue().sha256Hex())
                .collect(Collectors.joining(","));
        return start(
                settings,
                local -> drawNothing(local, slots)
                        .models(models)
                        .apiProperty("darkroom.api.bootstrap-keys", keys)
                        .workerProperty("darkroom.bench.hold", hold.toString())
                        .workerProperty("darkroom.worker.drawing-limit", "PT6H"));
    }

    private static LocalSettings.Builder drawNothing(LocalSettings.Builder local, int slots) {
        return local.workerProperty("darkroom.bench", "true")
                .workerProperty("darkroom.worker.engine", "noop")
                .workerProperty("darkroom.worker.slots", Integer.toString(slots));
    }

    private static MeasuredSystem start(Settings settings, UnaryOperator<LocalSettings.Builder> more) {
        try {
            Path data = Files.createTempDirectory("darkroom-bench");
            // The launcher saves on the API's compiler, which here is measured.
            LocalSettings.Builder local = LocalSettings.of(settings.home())
                    .data(data)
                    .apiFlag("-XX:TieredStopAtLevel=4")
                    .notices(settings.notices());
            NO_LIMITS.forEach(local::apiProperty);
            return new MeasuredSystem(data, LocalCluster.start(more.apply(local).build()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A client of it. */
    public RestClient client() {
        return new RestClient(cluster.url(), cluster.apiKey());
    }

    /** A client of it for an owner of {@link #holdingBack}. */
    public RestClient client(ApiKey key) {
        return new RestClient(cluster.url(), key);
    }

    /** Its Redis. */
    public RedisLink redis() {
        return RedisLink.to(cluster.redisPort(), cluster.redisPassword());
    }

    /** A client that follows jobs step by step. */
    public ApiClient follower() {
        return new ApiClient(cluster.url(), cluster.apiKey());
    }

    /** Its Redis for others, by its address with the password in it, and a database of their own. */
    public String redisForPeers() {
        return "redis://:" + cluster.redisPassword() + "@127.0.0.1:" + cluster.redisPort() + "/"
                + REDIS_DATABASE_OF_PEERS;
    }

    @Override
    public void close() {
        cluster.close();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
