package io.darkroom.worker.kafka;

import io.darkroom.core.job.JobId;
import io.darkroom.core.wire.KeyPartDigest;
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
 * when there is a free slot to work in (KIP-932, KIP-1206). The lock is short and renewed (KIP-1222).
 */
final class KafkaJobQueue implements JobQueue {
    private static final Logger LOG = Logger.getLogger(KafkaJobQueue.class);
    /** Deliveries after which the broker silently drops a record. It must never come to that. */
    static final int DELIVERY_LIMIT = 10;
    /** From this delivery on, a record is replaced by a new one; it leaves two more for the case that this fails. */
    static final int WORN_OUT = DELIVERY_LIMIT - 2;

    private static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final ShareConsumer<String, String> consumer;
    private final Duration expectedLease;
    private final RecordSender sender;
    private @Nullable ConsumerRecord<String, String> held;

    KafkaJobQueue(String bootstrapServers, String topic, String slotName, Duration expectedLease, RecordSender sender) {
        this.expectedLease = expectedLease;
        this.sender = sender;
        consumer = new KafkaShareConsumer<>(
                settings(bootstrapServers, topic, slotName), new StringDeserializer(), new StringDeserializer());
        consumer.setAcknowledgementCommitCallback((offsets, failure) -> warnOf(failure));
        consumer.subscribe(List.of(topic));
    }

    private static Map<String, Object> settings(String bootstrapServers, String group, String slotName) {
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
                // A broker hands out the first record however large it is, and reads so much of the log for every
                // fetch: with less, a job costs less, the more so the more of them wait.
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                8 << 10);
    }

    @Override
    public Optional<Delivery> take(Duration patience) {
        for (ConsumerRecord<String, String> record : consumer.poll(patience)) {
            held = record;
            if (RecordSender.isEmpty(record)) {
                settle(new Outcome.Settled());
                return Optional.empty();
            }
            int deliveries = record.deliveryCount().orElse((short) 1);
            if (deliveries >= WORN_OUT && deliveries < DELIVERY_LIMIT) {
                replace(record);
                return Optional.empty();
            }
            return Optional.of(new Delivery(
                    Optional.ofNullable(record.key()).flatMap(JobId::parse),
                    Optional.ofNullable(record.value()).orElse(""),
                    digest(record),
                    deliveries >= DELIVERY_LIMIT));
        }
        return Optional.empty();
    }

    private static Optional<KeyPartDigest> digest(ConsumerRecord<String, String> record) {
        return Optional.ofNullable(record.headers().lastHeader(KeyPartDigest.HEADER))
                .flatMap(header -> KeyPartDigest.parse(header.value()));
    }

    /** The new one first: two records of one job are harmless, since only one of them can claim it at a time. */
    private void replace(ConsumerRecord<String, String> record) {
        LOG.infof("A record on its delivery %s is replaced by a new one", WORN_OUT);
        sender.send(record);
        settle(new Outcome.Settled());
    }

    @Override
    public Duration lease() {
        return consumer.acquisitionLockTimeoutMs().map(Duration::ofMillis).orElse(expectedLease);
    }

    @Override
    public boolean renew() {
        ConsumerRecord<String, String> record = held();
        held = null;
        consumer.acknowledge(record, AcknowledgeType.RENEW);
        if (!commit()) {
            return false;
        }
        // A renewed record is handed out once more, to the same consumer, and must be before it can be settled.
        for (ConsumerRecord<String, String> again : consumer.poll(COMMIT_TIMEOUT)) {
            held = again;
            return again.offset() == record.offset();
        }
        return false;
    }

    /** Kafka learns of it with the next request for a record, or when this closes: two in one cost half as much. */
    @Override
    public void settle(Outcome outcome) {
        ConsumerRecord<String, String> record = held();
        held = null;
        consumer.acknowledge(record, acknowledgement(outcome));
    }

    private ConsumerRecord<String, String> held() {
        if (held == null) {
            throw new IllegalStateException("no delivery is held");
        }
        return held;
    }

    /** False if the lock was lost. No error: results are compare-and-set, and the next holder finds the job done. */
    private boolean commit() {
        Map<TopicIdPartition, Optional<KafkaException>> results = consumer.commitSync(COMMIT_TIMEOUT);
        return results.values().stream().allMatch(Optional::isEmpty);
    }

    private static void warnOf(@Nullable Exception failure) {
        if (failure != null) {
            LOG.warnf("A record's lock was lost: %s", failure.getClass().getSimpleName());
        }
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
