package io.darkroom.worker.kafka;

import static java.util.Objects.requireNonNull;

import io.darkroom.core.job.Lane;
import io.darkroom.core.wire.Topics;
import io.darkroom.worker.sweep.LaneLog;
import io.darkroom.worker.sweep.Mark;
import io.darkroom.worker.sweep.Residue;
import io.darkroom.worker.sweep.Swept;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.ReplicaInfo;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** A lane's topic, and what is finished of it by the state of its share group. */
@ApplicationScoped
public class KafkaLaneLog implements LaneLog {
    /*
     * Three things of Kafka's decide how:
     *
     * - The start offset of a share group is stored with the next acknowledgement, so in a lane that has gone quiet it stays before
     *   the last records that were finished. Its lag is stored with each (KIP-1226). If there is none, whatever was there before
     *   the lag was asked for is finished; if there is, whatever lies before the start offset.
     * - Deleted records cannot be read any more, but leave the disk by whole segments, and never with the segment that is written
     *   to. In a lane that has gone quiet, an empty record is sent after a while: it closes that segment and begins the next.
     * - Segments whose records are all deleted are removed when the broker looks for them (log.retention.check.interval.ms).
     */

    private static final OffsetSpec EARLIEST = OffsetSpec.earliest();
    private static final OffsetSpec LATEST = OffsetSpec.latest();
    /** Finds the first record, with its time. */
    private static final OffsetSpec FIRST = OffsetSpec.forTimestamp(0);

    private final String bootstrapServers;
    private final RecordSender sender;
    private @Nullable Admin admin;

    /** Connects to nothing yet. */
    public KafkaLaneLog(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers, RecordSender sender) {
        this.bootstrapServers = bootstrapServers;
        this.sender = sender;
    }

    @Override
    public Swept sweep(String model, Lane lane, Optional<Mark> last, Instant now) {
        return sweep(Topics.jobs(model, lane), last, now);
    }

    Swept sweep(String topic, Optional<Mark> last, Instant now) {
        TopicPartition log = new TopicPartition(topic, 0);
        // Before the lag: what comes in between is then not taken for finished.
        long end = offset(log, LATEST).offset();
        long finished = finished(log, end);
        if (finished > offset(log, EARLIEST).offset()) {
            var unused = get(admin().deleteRecords(Map.of(log, RecordsToDelete.beforeOffset(finished)))
                    .all());
        }
        boolean nothingNew = last.isPresent() && last.get().end() == end;
        Mark mark = nothingNew ? last.get() : new Mark(end, false);
        if (nothingNew && finished == end && end > 0 && !mark.covered()) {
            mark = cover(topic, end);
        }
        OptionalLong octets = octets(log);
        return new Swept(mark.with(residue(last, octets, now)), readable(log), octets);
    }

    private static Optional<Residue> residue(Optional<Mark> last, OptionalLong octets, Instant now) {
        if (octets.isEmpty()) {
            return Optional.empty();
        }
        long found = octets.getAsLong();
        return Optional.of(last.flatMap(Mark::residue)
                .map(residue -> residue.next(found, now))
                .orElseGet(() -> Residue.first(found, now)));
    }

    private long finished(TopicPartition log, long end) {
        SharePartitionOffsetInfo group = get(admin().listShareGroupOffsets(
                                Map.of(log.topic(), new ListShareGroupOffsetsSpec()))
                        .partitionsToOffsetInfo(log.topic()))
                .get(log);
        if (group == null) {
            return 0;
        }
        return group.lag().orElse(1L) == 0 ? end : Math.min(group.startOffset(), end);
    }

    /** A job's record may have come in between, and then lies in the new segment too: the next sweep sees that it is not covered. */
    private Mark cover(String topic, long end) {
        long offset = sender.sendEmpty(topic);
        return new Mark(offset + 1, offset == end);
    }

    private Optional<Instant> readable(TopicPartition log) {
        ListOffsetsResultInfo first = offset(log, FIRST);
        return first.offset() < 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(first.timestamp()));
    }

    /** Of the leader's copy. Empty if it does not tell, which some clusters allow administrators alone. */
    private OptionalLong octets(TopicPartition log) {
        try {
            TopicDescription topic = get(requireNonNull(admin().describeTopics(List.of(log.topic()))
                    .topicNameValues()
                    .get(log.topic())));
            int leader = topic.partitions().get(log.partition()).leader().id();
            var folders = requireNonNull(
                    admin().describeLogDirs(List.of(leader)).descriptions().get(leader));
            return get(folders).values().stream()
                    .flatMap(folder -> Stream.ofNullable(folder.replicaInfos().get(log)))
                    .mapToLong(ReplicaInfo::size)
                    .findFirst();
        } catch (KafkaException e) {
            return OptionalLong.empty();
        }
    }

    private ListOffsetsResultInfo offset(TopicPartition log, OffsetSpec spec) {
        return get(admin().listOffsets(Map.of(log, spec)).partitionResult(log));
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }

    private synchronized Admin admin() {
        if (admin == null) {
            admin = Admin.create(Map.of(
                    "bootstrap.servers",
                    bootstrapServers,
                    "request.timeout.ms",
                    10_000,
                    "default.api.timeout.ms",
                    30_000));
        }
        return admin;
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close();
        }
    }
}
