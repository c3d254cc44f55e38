package io.darkroom.worker.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.worker.config.FixedConfig;
import io.darkroom.worker.server.Kafka;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a real broker says of the lanes of many models after a worker has prepared them. */
class QueueSettingsIT {
    @RegisterExtension
    static final Kafka KAFKA = new Kafka();

    private final Admin admin = KAFKA.admin();
    private final QueueSettings settings = new QueueSettings(admin, new FixedConfig());
    private final List<String> topics =
            IntStream.range(0, 100).mapToObj(i -> "lane-" + UUID.randomUUID()).toList();

    @AfterEach
    void close() {
        admin.close();
    }

    @Test
    void lanesThatAreMissingAreMadeAndThoseThatAreWrongAreMended() throws Exception {
        String missing = topics.get(0);
        String wrong = topics.get(1);
        admin.createTopics(topics.stream()
                        .filter(topic -> !topic.equals(missing))
                        .map(topic -> new NewTopic(topic, 1, (short) 1))
                        .toList())
                .all()
                .get();
        set(new ConfigResource(ConfigResource.Type.TOPIC, wrong), "retention.bytes", "1000000");
        set(new ConfigResource(ConfigResource.Type.GROUP, wrong), "share.record.lock.duration.ms", "60000");

        settings.establish(topics);

        assertThat(found(ConfigResource.Type.TOPIC)).hasSize(topics.size()).allSatisfy(config -> {
            assertThat(config.get("message.timestamp.type").value()).isEqualTo("LogAppendTime");
            assertThat(config.get("retention.bytes").value()).isEqualTo("-1");
        });
        assertThat(found(ConfigResource.Type.GROUP))
                .hasSize(topics.size())
                .allSatisfy(config -> assertThat(
                                config.get("share.record.lock.duration.ms").value())
                        .isEqualTo(Long.toString(new FixedConfig().lease().toMillis())));
    }

    private void set(ConfigResource resource, String name, String value) throws Exception {
        AlterConfigOp change = new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(resource, List.of(change))).all().get();
    }

    private Collection<Config> found(ConfigResource.Type type) throws InterruptedException, ExecutionException {
        Stream<ConfigResource> resources = topics.stream().map(topic -> new ConfigResource(type, topic));
        return admin.describeConfigs(resources.toList()).all().get().values();
    }
}
