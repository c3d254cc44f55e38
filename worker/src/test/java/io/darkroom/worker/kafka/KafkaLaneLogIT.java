package io.darkroom.worker.kafka;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.core.job.JobId;
import io.darkroom.worker.config.FixedConfig;
import io.darkroom.worker.queue.Delivery;
import io.darkroom.worker.queue.JobQueue;
import io.darkroom.worker.queue.Outcome;
import io.darkroom.worker.server.Kafka;
import io.darkroom.worker.sweep.Mark;
import io.darkroom.worker.sweep.Swept;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a real broker's disk holds of jobs that have ended, and of those that have not. */
class KafkaLaneLogIT {
    @RegisterExtension
    static final Kafka KAFKA = new Kafka();

    private static final Duration PERIOD = Duration.ofMillis(1500);
    private static final Duration MOMENT = Duration.ofMillis(300);
    /** Some sweeps, and the broker's own look for segments to remove, which it takes every ten seconds, thirty after its start. */
    private static final Duration BOUND = Duration.ofSeconds(60);

    private static final String FINISHED = "of-a-job-that-has-ended";
    private static final String WAITING = "of-a-job-that-waits";

    private final String topic = "jobs-" + UUID.randomUUID();
    private final RecordSender sender = new RecordSender(KAFKA.bootstrap());
    private final KafkaLaneLog log = new KafkaLaneLog(KAFKA.bootstrap(), sender);
    private Optional<Mark> last = Optional.empty();

    @BeforeEach
    void prepare() {
        try (Admin admin = KAFKA.admin()) {
            new QueueSettings(admin, new FixedConfig() {
                        @Override
                        public Duration sweepPeriod() {
                            return PERIOD;
                        }
                    })
                    .establish(List.of(topic));
        }
    }

    @AfterEach
    void close() {
        log.close();
        sender.close();
    }

    @Test
    void nothingOfJobsThatHaveEndedStaysInALaneThatHasGoneQuiet() {
        try (JobQueue queue = open()) {
            for (int quiet = 0; quiet < 2; quiet++) {
                for (int job = 0; job < 3; job++) {
                    send(FINISHED);
                    finish(queue);
                }
                assertThat(onDisk()).contains(FINISHED);

                sweepUntilGone(queue);

                assertThat(sweep(queue).octets().orElseThrow())
                        .as("what an empty record takes")
                        .isLessThan(100);
            }
            send(WAITING);
            assertThat(taken(queue).body()).isEqualTo(WAITING);
        }
    }

    @Test
    void aLaneThatStaysQuietIsSentOneEmptyRecordAndNoMore() {
        try (JobQueue queue = open()) {
            send(FINISHED);
            finish(queue);
            sweepUntilGone(queue);
            Mark covered = sweep(queue).mark();

            assertThat(List.of(sweep(queue).mark(), sweep(queue).mark()))
                    .extracting(mark -> mark.with(Optional.empty()))
                    .containsOnly(covered.with(Optional.empty()));

            assertThat(covered.end()).isEqualTo(2);
            assertThat(covered.covered()).isTrue();
        }
    }

    @Test
    void aJobThatIsBeingDrawnOrWaitsStaysHoweverOftenTheLaneIsSwept() throws InterruptedException {
        try (JobQueue holder = open();
                JobQueue other = open()) {
            send(WAITING);
            taken(holder);
            send(FINISHED);
            finish(other);
            send(WAITING);
            for (int sweeps = 0; sweeps < 4; sweeps++) {
                assertThat(sweep().oldest()).isPresent();
                Thread.sleep(PERIOD.toMillis());
            }
            holder.settle(new Outcome.Retry(Duration.ZERO));

            assertThat(taken(holder).body()).isEqualTo(WAITING);
            assertThat(taken(other).body()).isEqualTo(WAITING);
        }
    }

    @Test
    void anEmptyLaneIsLeftAlone() {
        try (JobQueue queue = open()) {
            sweep(queue);
            Swept swept = sweep(queue);

            assertThat(swept.mark().with(Optional.empty())).isEqualTo(new Mark(0, false));
            assertThat(swept.oldest()).isEmpty();
        }
    }

    @Test
    void whatNobodyCanReadAnyMoreCountsUntilItIsOffTheDisk() {
        try (JobQueue queue = open()) {
            sweep(queue);
            send(FINISHED);
            finish(queue);
            List<Swept> unreadable = new ArrayList<>();
            for (long end = System.nanoTime() + BOUND.toNanos(); onDisk().contains(FINISHED); ) {
                assertThat(System.nanoTime()).as("the bound").isLessThan(end);
                Swept swept = sweep(queue);
                if (swept.readable().isEmpty() && onDisk().contains(FINISHED)) {
                    unreadable.add(swept);
                }
            }

            assertThat(unreadable)
                    .isNotEmpty()
                    .allSatisfy(swept -> assertThat(swept.oldest()).isPresent());
            assertThat(sweep(queue).oldest()).isEmpty();
        }
    }

    void aJobInALaneFromWhichNobodyHasTakenYetStays() throws InterruptedException {
        send(WAITING);

        for (int sweeps = 0; sweeps < 3; sweeps++) {
            assertThat(sweep().isClean()).isFalse();
            Thread.sleep(PERIOD.toMillis());
        }

        try (JobQueue queue = open()) {
            assertThat(taken(queue).body()).isEqualTo(WAITING);
        }
    }

    @Test
    void aLaneThatItsLastSlotHasLeftIsSweptClean() throws InterruptedException {
        try (JobQueue queue = open()) {
            send(FINISHED);
            finish(queue);
        }

        for (long end = System.nanoTime() + BOUND.toNanos(); !sweep().isClean() || onDisk().contains(FINISHED); ) {
            assertThat(System.nanoTime()).as("the bound").isLessThan(end);
            Thread.sleep(PERIOD.toMillis());
        }

        assertThat(sweep().isClean()).isTrue();
    }

    private void sweepUntilGone(JobQueue queue) {
        for (long end = System.nanoTime() + BOUND.toNanos(); onDisk().contains(FINISHED); ) {
            assertThat(System.nanoTime()).as("the bound").isLessThan(end);
            sweep(queue);
        }
    }

    private Swept sweep() {
        Swept swept = log.sweep(topic, last, Instant.now());
        last = Optional.of(swept.mark());
        return swept;
    }

    /** A free slot goes on to take, and meets what the sweep sent. */
    private Swept sweep(JobQueue queue) {
        Swept swept = sweep();
        for (long end = System.nanoTime() + PERIOD.toNanos(); System.nanoTime() < end; ) {
            assertThat(queue.take(MOMENT)).isEmpty();
        }
        return swept;
    }

    private String onDisk() {
        StringBuilder octets = new StringBuilder();
        try (Stream<Path> files = Files.list(KAFKA.logOf(topic))) {
            for (Path file : files.toList()) {
                octets.append(content(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return octets.toString();
    }

    private static String content(Path file) throws IOException {
        try {
            return Files.readString(file, ISO_8859_1);
        } catch (NoSuchFileException removed) {
            return "";
        }
    }

    private void send(String body) {
        KAFKA.send(topic, JobId.random().toString().getBytes(US_ASCII), body.getBytes(US_ASCII));
    }

    private JobQueue open() {
        return new KafkaJobQueue(
                KAFKA.bootstrap(), topic, "slot-" + UUID.randomUUID(), new FixedConfig().lease(), sender);
    }

    private static void finish(JobQueue queue) {
        taken(queue);
        queue.settle(new Outcome.Settled());
    }

    private static Delivery taken(JobQueue queue) {
        while (true) {
            Optional<Delivery> delivery = queue.take(MOMENT);
            if (delivery.isPresent()) {
                return delivery.get();
            }
        }
    }
}
