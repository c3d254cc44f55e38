package io.darkroom.worker.kafka;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.core.job.JobId;
import io.darkroom.core.wire.KeyPartDigest;
import io.darkroom.worker.config.FixedConfig;
import io.darkroom.worker.queue.Delivery;
import io.darkroom.worker.queue.JobQueue;
import io.darkroom.worker.queue.Outcome;
import io.darkroom.worker.server.Kafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The queue against a real broker, with a short lease. */
class KafkaJobQueueIT {
    @RegisterExtension
    static final Kafka KAFKA = new Kafka();

    private static final Duration LEASE = Duration.ofSeconds(5);
    private static final KeyPartDigest DIGEST = KeyPartDigest.of("part");
    private static final Duration MOMENT = Duration.ofMillis(300);

    private final String topic = "jobs-" + UUID.randomUUID();
    private final JobId job = JobId.random();
    private final RecordSender sender = new RecordSender(KAFKA.bootstrap());

    @BeforeEach
    void prepare() {
        try (Admin admin = KAFKA.admin()) {
            new QueueSettings(admin, new FixedConfig() {
                        @Override
                        public Duration lease() {
                            return LEASE;
                        }
                    })
                    .establish(List.of(topic));
        }
        KAFKA.send(
                topic,
                job.toString().getBytes(US_ASCII),
                "body".getBytes(US_ASCII),
                new RecordHeader(KeyPartDigest.HEADER, DIGEST.header()));
    }

    @AfterEach
    void close() {
        sender.close();
    }

    @Test
    void aJobWhoseLeaseIsRenewedIsHandedOutToNobodyElseAndOnlyOnce() throws InterruptedException {
        try (JobQueue holder = open();
                JobQueue other = open()) {
            taken(holder);
            assertThat(holder.lease()).isEqualTo(LEASE);

            for (long end = System.nanoTime() + LEASE.multipliedBy(2).toNanos(); System.nanoTime() < end; ) {
                Thread.sleep(MOMENT.toMillis());
                assertThat(holder.renew()).isTrue();
                assertThat(other.take(MOMENT)).isEmpty();
            }
            holder.settle(new Outcome.Settled());

            assertThat(holder.take(LEASE)).isEmpty();
            assertThat(other.take(LEASE)).isEmpty();
            assertThat(backlog()).isZero();
        }
    }

    @Test
    void aRenewedJobCanBeGivenBack() {
        try (JobQueue holder = open()) {
            taken(holder);
            assertThat(holder.renew()).isTrue();

            holder.settle(new Outcome.Retry(Duration.ZERO));

            assertThat(taken(holder).job()).contains(job);
        }
    }

    @Test
    void aJobWhoseLeaseIsNotRenewedGoesToAnotherAndCannotBeRenewedOrTakenAgain() throws InterruptedException {
        try (JobQueue late = open();
                JobQueue other = open()) {
            taken(late);

            Delivery second = taken(other);

            assertThat(second.job()).contains(job);
            assertThat(late.renew()).isFalse();
            late.close();
            other.settle(new Outcome.Settled());
            assertThat(other.take(LEASE)).isEmpty();
            assertThat(backlog()).isZero();
        }
    }

    @Test
    void aJobWhoseHolderClosesGoesToAnother() {
        try (JobQueue other = open()) {
            try (JobQueue holder = open()) {
                taken(holder);
            }

            assertThat(taken(other).job()).contains(job);
        }
    }

    @Test
    void aRecordThatWasHandedOutOftenIsReplacedBeforeTheBrokerDropsIt() {
        for (int deliveries = 1; deliveries < 3 * KafkaJobQueue.DELIVERY_LIMIT; deliveries++) {
            try (JobQueue holder = open()) {
                Delivery delivery = taken(holder);

                assertThat(delivery.job()).contains(job);
                assertThat(delivery.body()).isEqualTo("body");
                assertThat(delivery.digest()).contains(DIGEST);
                assertThat(delivery.isLast()).isFalse();
                holder.settle(new Outcome.Retry(Duration.ZERO));
            }
        }
    }

    @Test
    void aRefusedJobIsNeverHandedOutAgain() {
        try (JobQueue holder = open()) {
            taken(holder);

            holder.settle(new Outcome.Refused());

            assertThat(holder.take(LEASE)).isEmpty();
            assertThat(backlog()).isZero();
        }
    }

    private JobQueue open() {
        return new KafkaJobQueue(KAFKA.bootstrap(), topic, "slot-" + UUID.randomUUID(), LEASE, sender);
    }

    private static Delivery taken(JobQueue queue) {
        while (true) {
            Optional<Delivery> delivery = queue.take(MOMENT);
            if (delivery.isPresent()) {
                return delivery.get();
            }
        }
    }

    private long backlog() {
        try (Admin admin = KAFKA.admin()) {
            Map<TopicPartition, SharePartitionOffsetInfo> offsets = admin.listShareGroupOffsets(
                            Map.of(topic, new ListShareGroupOffsetsSpec()))
                    .partitionsToOffsetInfo(topic)
                    .get();
            return requireNonNull(offsets.get(new TopicPartition(topic, 0)))
                    .lag()
                    .orElseThrow();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
