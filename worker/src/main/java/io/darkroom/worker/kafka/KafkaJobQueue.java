package io.darkroom.worker.kafka;

import io.darkroom.core.job.JobId;
import io.darkroom.worker.queue.Delivery;
import io.darkroom.worker.queue.JobQueue;
import io.darkroom.worker.queue.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One share consumer that holds at most one record: explicit acknowledgement and {@code record_limit}, so a lock starts only
 * when there is a free slot to work in (KIP-932, KIP-1206).
 */
final class KafkaJobQueue implements JobQueue {
    private static final Logger LOG = Logger.getLogger(KafkaJobQueue.class);
    /**
     * Deliveries after which the broker silently drops a record. Well above the attempts that a job is allowed, so that it is
     * always we who end a job, and say so first.
     */
    static final int DELIVERY_LIMIT = 10;

    private static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final ShareConsumer<String, String> consumer;
    private @Nullable ConsumerRecord<String, String> held;

    KafkaJobQueue(String bootstrapServers, String topic, String slotName, Duration longestJob) {
        consumer = new KafkaShareConsumer<>(
                settings(bootstrapServers, topic, slotName, longestJob),
                new StringDeserializer(),
                new StringDeserializer());
        consumer.subscribe(List.of(topic));
    }

    private static Map<String, Object> settings(
            String bootstrapServers, String group, String slotName, Duration longestJob) {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.GROUP_ID_CONFIG,
                group,
                ConsumerConfig.CLIENT_ID_CONFIG,
                slotName,
                ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG,
                "explicit",
                ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG,
                "record_limit",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                1,
                // A broker hands out the first record however large it is, but then no other beside it.
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                1 << 20,
                // poll() is not called while a job is drawn, and its connection is idle.
                ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG,
                Math.toIntExact(longestJob.toMillis()),
                ConsumerConfig.CONNECTIONS_MAX_IDLE_MS_CONFIG,
                longestJob.plusMinutes(1).toMillis());
    }

    @Override
    public Optional<Delivery> take(Duration patience) {
        for (ConsumerRecord<String, String> record : consumer.poll(patience)) {
            held = record;
            return Optional.of(new Delivery(
                    Optional.ofNullable(record.key()).flatMap(JobId::parse),
                    Optional.ofNullable(record.value()).orElse(""),
                    record.deliveryCount().orElse((short) 1) >= DELIVERY_LIMIT));
        }
        return Optional.empty();
    }

    @Override
    public void settle(Outcome outcome) {
        if (held == null) {
            throw new IllegalStateException("no delivery is held");
        }
        consumer.acknowledge(held, acknowledgement(outcome));
        held = null;
        Map<TopicIdPartition, Optional<KafkaException>> failures = consumer.commitSync(COMMIT_TIMEOUT);
        // A lock that was lost is no error: the result was compare-and-set, and the next holder finds the job done.
        failures.values()
                .forEach(failure -> failure.ifPresent(e ->
                        LOG.warnf("A record's lock was lost: %s", e.getClass().getSimpleName())));
    }

    private static AcknowledgeType acknowledgement(Outcome outcome) {
        if (outcome instanceof Outcome.Retry) {
            return AcknowledgeType.RELEASE;
        }
        return outcome instanceof Outcome.Refused ? AcknowledgeType.REJECT : AcknowledgeType.ACCEPT;
    }

    @Override
    public void close() {
        consumer.close(CLOSE_TIMEOUT);
    }
}
