package io.darkroom.worker.kafka;

import io.darkroom.core.wire.Retention;
import io.darkroom.worker.config.StartRefused;
import io.darkroom.worker.config.WorkerConfig;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Makes topics and their share groups what a job queue must be, then reads them back: a queue that silently skips, forgets or
 * hands out twice is worse than a worker that does not start.
 */
final class QueueSettings {
    /** In bytes, 25 MiB: the largest body that the API takes, pictures in it, once it is sealed. */
    static final int LARGEST_RECORD = 25 << 20;

    private static final Duration BETWEEN_READINGS = Duration.ofMillis(200);
    private static final int READINGS = 100;

    private static final Duration SHORTEST_SWEEP = Duration.ofSeconds(1);
    private static final Duration LONGEST_SWEEP = Duration.ofMinutes(10);

    private final Admin admin;
    private final Map<String, String> topicSettings;
    private final Map<String, String> groupSettings;

    /** Refuses to start with values out of range. */
    QueueSettings(Admin admin, WorkerConfig config) {
        this.admin = admin;
        Duration retention =
                within("record-retention", config.recordRetention(), Retention.RECORD, Retention.LONGEST_RECORD);
        Duration sweepPeriod = within("sweep-period", config.sweepPeriod(), SHORTEST_SWEEP, LONGEST_SWEEP);
        this.topicSettings = Map.of(
                "cleanup.policy",
                "delete",
                "retention.ms",
                Long.toString(retention.toMillis()),
                // A broker's own default may be a size, from which on jobs that wait would be deleted without a word.
                "retention.bytes",
                "-1",
                // Small and short-lived segments, so that what is finished leaves the disk soon; a record fits in one.
                "segment.bytes",
                Integer.toString(LARGEST_RECORD),
                "segment.ms",
                Long.toString(config.sweepPeriod().multipliedBy(2).dividedBy(3).toMillis()),
                "file.delete.delay.ms",
                "0",
                "max.message.bytes",
                Integer.toString(LARGEST_RECORD),
                "message.timestamp.type",
                "LogAppendTime");
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

    /** All at once: a worker may serve hundreds of models, and each question takes Kafka a while. */
    void establish(Collection<String> topics) {
        create(topics);
        enforce(ConfigResource.Type.TOPIC, topics, topicSettings);
        enforce(ConfigResource.Type.GROUP, topics, groupSettings);
    }

    private void create(Collection<String> topics) {
        List<NewTopic> wanted = topics.stream()
                .map(topic -> new NewTopic(topic, Optional.of(1), Optional.empty()).configs(topicSettings))
                .toList();
        admin.createTopics(wanted).values().forEach(this::awaitCreated);
    }

    private void awaitCreated(String topic, KafkaFuture<Void> created) {
        try {
            created.get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw refused("topic " + topic + " cannot be created", e);
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** Changed once, then read until the brokers say the same: what one controller has accepted reaches them a moment later. */
    private void enforce(ConfigResource.Type type, Collection<String> names, Map<String, String> settings) {
        Map<ConfigResource, Map<String, String>> wrong = differing(
                names.stream().map(name -> new ConfigResource(type, name)).toList(), settings);
        if (!wrong.isEmpty()) {
            alter(wrong.keySet(), settings);
            wrong = awaitSettled(wrong.keySet(), settings);
        }
        wrong.forEach((resource, differences) -> {
            throw new StartRefused("Kafka " + type.name().toLowerCase(Locale.ROOT) + " " + resource.name()
                    + " must have " + differences);
        });
    }

    /** Those of the resources that still differ after many readings, with the settings that do. */
    private Map<ConfigResource, Map<String, String>> awaitSettled(
            Collection<ConfigResource> resources, Map<String, String> settings) {
        Map<ConfigResource, Map<String, String>> wrong = differing(resources, settings);
        for (int reading = 1; reading < READINGS && !wrong.isEmpty(); reading++) {
            rest();
            wrong = differing(wrong.keySet(), settings);
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

    /** Those that differ, with the settings that do: all of them while a resource is not known yet. */
    private Map<ConfigResource, Map<String, String>> differing(
            Collection<ConfigResource> resources, Map<String, String> settings) {
        Map<ConfigResource, Map<String, String>> differing = new LinkedHashMap<>();
        admin.describeConfigs(List.copyOf(resources)).values().forEach((resource, found) -> {
            Map<String, String> wrong = new TreeMap<>(settings);
            entries(resource, found).forEach(entry -> wrong.remove(entry.name(), entry.value()));
            if (!wrong.isEmpty()) {
                differing.put(resource, wrong);
            }
        });
        return differing;
    }

    private static Collection<ConfigEntry> entries(ConfigResource resource, KafkaFuture<Config> found) {
        try {
            return found.get().entries();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return List.of();
            }
            throw refused("settings of " + resource.name() + " cannot be read", e);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private void alter(Collection<ConfigResource> resources, Map<String, String> settings) {
        List<AlterConfigOp> changes = settings.entrySet().stream()
                .map(s -> new AlterConfigOp(new ConfigEntry(s.getKey(), s.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        Map<ConfigResource, Collection<AlterConfigOp>> all = new HashMap<>();
        resources.forEach(resource -> all.put(resource, changes));
        try {
            admin.incrementalAlterConfigs(all).all().get();
        } catch (ExecutionException e) {
            throw refused("settings " + settings + " cannot be made", e);
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
