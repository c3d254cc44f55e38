package io.darkroom.local.embedded;

import java.nio.file.Path;
import java.util.Properties;

/** What the embedded broker is set to: one node that is broker and controller, on the loopback address alone. */
final class KafkaSettings {
    private static final String NODE = "1";

    private final int port;
    private final int controllerPort;

    KafkaSettings(int port, int controllerPort) {
        this.port = port;
        this.controllerPort = controllerPort;
    }

    /** The one controller. */
    String voters() {
        return NODE + "@127.0.0.1:" + controllerPort;
    }

    Properties in(Path folder) {
        Properties settings = new Properties();
        node(settings, folder);
        oneBroker(settings);
        shareGroups(settings);
        forgetting(settings);
        return settings;
    }

    private void node(Properties settings, Path folder) {
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", NODE);
        settings.put("controller.quorum.voters", voters());
        settings.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("log.dirs", folder.toString());
    }

    /** No copies to wait for, few threads, few partitions of Kafka's own topics. */
    private static void oneBroker(Properties settings) {
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("share.coordinator.state.topic.num.partitions", "1");
        settings.put("auto.create.topics.enable", "false");
        settings.put("num.network.threads", "1");
        settings.put("num.io.threads", "2");
        settings.put("log.cleaner.enable", "false");
    }

    private static void shareGroups(Properties settings) {
        // A slot's first record arrives one heartbeat after it joined, five seconds by default. But every free
        // slot sends them, and each costs broker and worker a millisecond or more, which the engine then lacks.
        settings.put("group.share.min.heartbeat.interval.ms", "2000");
        settings.put("group.share.heartbeat.interval.ms", "2000");
        settings.put("group.initial.rebalance.delay.ms", "0");
        // Locks may last as long as the longest job.
        settings.put("group.share.min.record.lock.duration.ms", "1000");
        settings.put("group.share.max.record.lock.duration.ms", "3600000");
        settings.put("group.share.max.delivery.count.limit", "10");
    }

    /** What a topic gave up leaves the disk within seconds, not within the default six minutes. */
    private static void forgetting(Properties settings) {
        settings.put("log.retention.check.interval.ms", "10000");
        settings.put("log.segment.delete.delay.ms", "1000");
    }
}
