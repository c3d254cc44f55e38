package io.darkroom.worker.kafka;

import io.darkroom.core.wire.Retention;
import io.darkroom.worker.config.StartRefused;
import io.darkroom.worker.config.WorkerConfig;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Makes a topic and its share group what a job queue must be, then reads them back: a queue that silently skips, forgets or
 * hands out twice is worse than a worker that does not start.
 */
final class QueueSettings {
    /** In bytes, 25 MiB: the largest body that the API takes, pictures in it, once it is sealed. */
    static final int LARGEST_RECORD = 25 << 20;

    private static final Duration BETWEEN_READINGS = Duration.ofMillis(200);
    private static final int READINGS = 100;

    private static final Duration LONGEST_RETENTION = Duration.ofDays(7);
    private static final Duration SHORTEST_SWEEP = Duration.ofSeconds(1);
    private static final Duration LONGEST_SWEEP = Duration.ofMinutes(10);

    private final Admin admin;
    private final Map<String, String> topicSettings;
    private final Map<String, String> groupSettings;

    /** Refuses to start with values out of range. */
    QueueSettings(Admin admin, WorkerConfig config) {
        this.admin = admin;
        Duration retention = within("record-retention", config.recordRetention(), Retention.RECORD, LONGEST_RETENTION);
        Duration sweepPeriod = within("sweep-period", config.sweepPeriod(), SHORTEST_SWEEP, LONGEST_SWEEP);
        this.topicSettings = Map.of(
                "cleanup.policy", "delete",
                "retention.ms", Long.toString(retention.toMillis()),
                // Small and short-lived segments, so that what is finished leaves the disk soon; but a record fits in
                // one.
                "segment.bytes", Integer.toString(LARGEST_RECORD),
                "segment.ms",
                        Long.toString(config.sweepPeriod()
                                .multipliedBy(2)
                                .dividedBy(3)
                                .toMillis()),
                "file.delete.delay.ms", "0",
                "max.message.bytes", Integer.toString(LARGEST_RECORD),
                "message.timestamp.type", "LogAppendTime");
        this.groupSettings = Map.of(
                // The default, latest, would skip what was sent before the first worker came.
                "share.auto.offset.reset", "earliest",
                "share.record.lock.duration.ms", Long.toString(config.lease().toMillis()),
                "share.delivery.count.limit", Integer.toString(KafkaJobQueue.DELIVERY_LIMIT));
    }

    private static Duration within(String setting, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new StartRefused(
                    "darkroom.worker." + setting + " must be from " + least + " to " + most + ", was " + value);
        }
        return value;
    }

    void establish(String topic) {
        create(topic);
        enforce(new ConfigResource(ConfigResource.Type.TOPIC, topic), topicSettings);
        enforce(new ConfigResource(ConfigResource.Type.GROUP, topic), groupSettings);
    }

    private void create(String topic) {
        NewTopic wanted = new NewTopic(topic, Optional.of(1), Optional.empty()).configs(topicSettings);
        try {
            admin.createTopics(List.of(wanted)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw refused("topic " + topic + " cannot be created", e);
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** Changed once, then read until the brokers say the same: what one controller has accepted reaches them a moment later. */
    private void enforce(ConfigResource resource, Map<String, String> settings) {
        Map<String, String> wrong = await(resource, settings, 1);
        if (!wrong.isEmpty()) {
            alter(resource, settings);
            wrong = await(resource, settings, READINGS);
        }
        if (!wrong.isEmpty()) {
            throw new StartRefused("Kafka " + resource.type().name().toLowerCase(Locale.ROOT) + " " + resource.name()
                    + " must have " + wrong);
        }
    }

    /** The settings that still differ after so many readings; all of them while the resource is not known yet. */
    private Map<String, String> await(ConfigResource resource, Map<String, String> settings, int readings) {
        Map<String, String> wrong = differing(resource, settings);
        for (int reading = 1; reading < readings && !wrong.isEmpty(); reading++) {
            rest();
            wrong = differing(resource, settings);
        }
        return wrong;
    }

    private static void rest() {
        try {
            Thread.sleep(BETWEEN_READINGS.toMillis());
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private Map<String, String> differing(ConfigResource resource, Map<String, String> settings) {
        Map<String, String> wrong = new TreeMap<>(settings);
        for (ConfigEntry entry : entries(resource)) {
            wrong.remove(entry.name(), entry.value());
        }
        return wrong;
    }

    private Collection<ConfigEntry> entries(ConfigResource resource) {
        try {
            Config found = admin.describeConfigs(List.of(resource)).all().get().get(resource);
            return found == null ? List.of() : found.entries();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return List.of();
            }
            throw refused("settings of " + resource.name() + " cannot be read", e);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private void alter(ConfigResource resource, Map<String, String> settings) {
        Collection<AlterConfigOp> changes = settings.entrySet().stream()
                .map(s -> new AlterConfigOp(new ConfigEntry(s.getKey(), s.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        try {
            admin.incrementalAlterConfigs(Map.of(resource, changes)).all().get();
        } catch (ExecutionException e) {
            throw refused("settings " + settings + " of " + resource.name() + " cannot be made", e);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static StartRefused refused(String what, ExecutionException e) {
        Throwable cause = e.getCause();
        return new StartRefused("Kafka: " + what + ": " + (cause == null ? e : cause).getMessage());
    }

    private static StartRefused interrupted() {
        Thread.currentThread().interrupt();
        return new StartRefused("interrupted while talking to Kafka");
    }
}
