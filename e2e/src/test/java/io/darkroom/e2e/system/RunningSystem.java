package io.darkroom.e2e.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.darkroom.local.LocalCluster;
import io.darkroom.local.LocalSettings;
import io.darkroom.testkit.Redis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A whole system of its own, with its things in a temporary folder that goes when it is closed. */
public final class RunningSystem implements AutoCloseable {
    private static final String MANAGEMENT_PORT = "-Dquarkus.management.port=";

    private final Path data;
    private final LocalCluster cluster;

    private RunningSystem(Path data, LocalCluster cluster) {
        this.data = data;
        this.cluster = cluster;
    }

    /** Starts one as {@code settings} say; returns once jobs can be drawn. */
    public static RunningSystem start(UnaryOperator<LocalSettings.Builder> settings) {
        return start(settings, prepared -> {});
    }

    /** The same for a test that must know the system's ports before anything of it runs. */
    public static RunningSystem start(
            UnaryOperator<LocalSettings.Builder> settings, Consumer<LocalCluster> beforeItRuns) {
        try {
            Path data = Files.createTempDirectory("darkroom-e2e");
            // However slow the machine: a queue is too long only for a test that is about that.
            LocalSettings.Builder builder =
                    LocalSettings.of(ProjectTree.root()).data(data).apiProperty("darkroom.api.max-wait", "P30D");
            LocalCluster cluster = LocalCluster.prepare(settings.apply(builder).build());
            beforeItRuns.accept(cluster);
            cluster.boot();
            return new RunningSystem(data, cluster);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts one with so many workers. */
    public static RunningSystem withWorkers(int workers) {
        return start(settings -> settings.workers(workers));
    }

    /** Starts one with a worker that takes so many jobs at a time from each lane, so that a test can fill it. */
    public static RunningSystem withSlots(int slots) {
        return start(settings -> settings.workerProperty("darkroom.worker.slots", Integer.toString(slots)));
    }

    /** Its parts. */
    public LocalCluster cluster() {
        return cluster;
    }

    /** Where it keeps everything. */
    public Path data() {
        return data;
    }

    /** A caller with the run's own key. */
    public Client client() {
        return Client.withKey(cluster.url(), cluster.apiKey().reveal());
    }

    /** A caller who has no key. */
    public Client stranger() {
        return Client.withoutKey(cluster.url());
    }

    /** A caller with a key of another owner, whom nobody has seen before. */
    public Client someoneElse() {
        return Client.withKey(cluster.url(), someoneElsesKey());
    }

    /** A key of such an owner, known to every API of this system. */
    public String someoneElsesKey() {
        String key = "dk_test_" + UUID.randomUUID();
        database()
                .run("INSERT INTO api_key (key_hash, owner) VALUES (?, ?)", sha256(key), "owner-" + UUID.randomUUID());
        return key;
    }

    /** A new connection to its Redis. */
    public Redis redis() {
        return Redis.connect(cluster.redisPort(), cluster.redisPassword());
    }

    /** Its database. */
    public Database database() {
        return new Database(cluster.postgresUrl(), cluster.postgresUser(), cluster.postgresPassword());
    }

    /** A child process by the name of its part, such as {@code redis}. */
    public ProcessHandle process(String part) {
        try {
            String note = Files.readString(data.resolve("run").resolve(part + ".pid"));
            return ProcessHandle.of(Long.parseLong(note.split("\\s", 2)[0])).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a service says to whoever asks whether it is ready; empty if it does not answer. */
    public Optional<Boolean> isReady(String part) {
        try {
            HttpRequest request = HttpRequest.newBuilder(managementUrl(part).resolve("/q/health/ready"))
                    .build();
            int status = HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            return Optional.of(status == 200);
        } catch (IOException gone) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** A caller of a service's health checks and metrics. */
    public Client management(String part) {
        return Client.withoutKey(managementUrl(part));
    }

    private URI managementUrl(String part) {
        String port = Stream.of(process(part).info().arguments().orElseThrow())
                .filter(argument -> argument.startsWith(MANAGEMENT_PORT))
                .map(argument -> argument.substring(MANAGEMENT_PORT.length()))
                .findFirst()
                .orElseThrow();
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Sends every record of a topic that has this key once more. */
    public void copyRecords(String topic, String key) {
        Map<String, Object> settings = Map.of("bootstrap.servers", cluster.kafkaBootstrap());
        TopicPartition partition = new TopicPartition(topic, 0);
        try (KafkaConsumer<String, String> consumer =
                        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
                KafkaProducer<String, String> producer =
                        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
                    if (key.equals(record.key())) {
                        var unused = producer.send(new ProducerRecord<>(topic, key, record.value()));
                    }
                }
            }
        }
    }

    /** Kills a child process without a warning, and returns when it is gone. */
    public void kill(String part) {
        ProcessHandle process = process(part);
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Tells a child process to stop, as a rollout does, and returns when it is gone. */
    public void terminate(String part) {
        ProcessHandle process = process(part);
        process.destroy();
        process.onExit().join();
    }

    /** Freezes a child process, as an overloaded or swapping machine does, until it is resumed. */
    public void suspend(String part) {
        signal(part, "STOP");
    }

    /** Lets it go on. */
    public void resume(String part) {
        signal(part, "CONT");
    }

    private void signal(String part, String signal) {
        try {
            // The shell's own kill: /bin/kill is missing on slim systems.
            String command = "kill -" + signal + " " + process(part).pid();
            var unused = new ProcessBuilder("/bin/sh", "-c", command).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        cluster.close();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
