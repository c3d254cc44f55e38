package io.darkroom.worker.kafka;

import io.darkroom.core.job.Lane;
import io.darkroom.core.wire.Topics;
import io.darkroom.worker.config.WorkerConfig;
import io.darkroom.worker.queue.JobQueue;
import io.darkroom.worker.queue.JobQueues;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Job queues on the Kafka cluster of {@code kafka.bootstrap.servers}. */
@ApplicationScoped
public class KafkaJobQueues implements JobQueues {
    private final String bootstrapServers;
    private final WorkerConfig config;
    private final RecordSender sender;

    /** Connects to nothing yet. */
    public KafkaJobQueues(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            WorkerConfig config,
            RecordSender sender) {
        this.bootstrapServers = bootstrapServers;
        this.config = config;
        this.sender = sender;
    }

    @Override
    public void prepare(Collection<String> models) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrapServers, "request.timeout.ms", 10_000, "default.api.timeout.ms", 30_000);
        List<String> topics = models.stream()
                .flatMap(model -> Arrays.stream(Lane.values()).map(lane -> Topics.jobs(model, lane)))
                .toList();
        try (Admin admin = Admin.create(settings)) {
            new QueueSettings(admin, config).establish(topics);
        }
    }

    @Override
    public JobQueue open(String model, Lane lane, String slotName) {
        return new KafkaJobQueue(bootstrapServers, Topics.jobs(model, lane), slotName, config.lease(), sender);
    }
}
