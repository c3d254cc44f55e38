package io.darkroom.worker.server;

import io.darkroom.local.embedded.KafkaServer;
import io.darkroom.redis.server.TestFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A Kafka broker that lives as long as a test class. */
public final class Kafka implements BeforeAllCallback, AfterAllCallback {
    private final TestFolder folder = new TestFolder("kafka");
    private final KafkaServer server = new KafkaServer(
            folder.resolve("kafka"), folder.resolve("kafka.log"), TestFolder.freePort(), TestFolder.freePort());

    @Override
    public void beforeAll(ExtensionContext context) {
        server.start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        server.stop();
        folder.close();
    }

    /** What clients connect to. */
    public String bootstrap() {
        return server.bootstrap();
    }

    /** Where the records of a topic lie. */
    public Path logOf(String topic) {
        return folder.resolve("kafka").resolve(topic + "-0");
    }

    /** The broker itself, which may be stopped and started again. */
    public KafkaServer server() {
        return server;
    }

    /** A new admin client. */
    public Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrap()));
    }

    /** Sends one record and returns once it is stored. */
    public void send(String topic, byte @Nullable [] key, byte @Nullable [] value, Header... headers) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap()), new ByteArraySerializer(), new ByteArraySerializer())) {
            var unused = producer.send(new ProducerRecord<>(topic, null, key, value, List.of(headers)))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
