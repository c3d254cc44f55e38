package io.darkroom.worker.kafka;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Sends records: those of jobs anew, with a full set of deliveries before them, and empty ones. Thread-safe. */
@Singleton
class RecordSender implements AutoCloseable {
    private static final int LIMIT_MILLIS = 10_000;

    private final Producer<String, String> producer;

    /** Connects to nothing yet. */
    RecordSender(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        QueueSettings.LARGEST_RECORD,
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        2L * QueueSettings.LARGEST_RECORD,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        LIMIT_MILLIS,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        LIMIT_MILLIS / 2,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        LIMIT_MILLIS),
                new StringSerializer(),
                new StringSerializer());
    }

    /** Returns once Kafka holds it; throws if it does not. */
    void send(ConsumerRecord<String, String> record) {
        var unused = send(new ProducerRecord<>(record.topic(), null, record.key(), record.value(), record.headers()));
    }

    /** Sends a record that is no job's, and returns the offset that it got. */
    long sendEmpty(String topic) {
        return send(new ProducerRecord<>(topic, null, null)).offset();
    }

    /** Whether a record is such a one. */
    static boolean isEmpty(ConsumerRecord<String, String> record) {
        return record.key() == null && record.value() == null;
    }

    private RecordMetadata send(ProducerRecord<String, String> record) {
        try {
            return producer.send(record).get(2L * LIMIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("a record was not sent", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }

    @Override
    @PreDestroy
    public void close() {
        producer.close();
    }
}
