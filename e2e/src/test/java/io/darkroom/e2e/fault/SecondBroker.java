package io.darkroom.e2e.fault;

import io.darkroom.e2e.system.RunningSystem;
import io.darkroom.e2e.system.Until;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.utils.Time;

/** A second broker beside that of a running system, which has a copy of everything, Kafka's own topics too, and may lead. */
final class SecondBroker implements AutoCloseable {
    private static final int FIRST = 1;
    private static final int SECOND = 2;

    private final KafkaRaftServer broker;
    private final Admin admin;

    private SecondBroker(KafkaRaftServer broker, Admin admin) {
        this.broker = broker;
        this.admin = admin;
    }

    /** Starts it, and returns once it has a copy of every partition there is; the first broker goes on leading them. */
    static SecondBroker join(RunningSystem system) {
        Admin admin = Admin.create(Map.of("bootstrap.servers", system.cluster().kafkaBootstrap()));
        Path folder = system.data().resolve("kafka-2");
        Properties settings = settings(folder, system.cluster().kafka().voters());
        format(settings, folder, get(admin.describeCluster().clusterId()));
        KafkaRaftServer broker = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
        broker.startup();
        SecondBroker second = new SecondBroker(broker, admin);
        second.place(List.of(FIRST, SECOND));
        return second;
    }

    private static Properties settings(Path folder, String voters) {
        int port = freePort();
        Properties settings = new Properties();
        settings.put("process.roles", "broker");
        settings.put("node.id", Integer.toString(SECOND));
        settings.put("controller.quorum.voters", voters);
        settings.put("listeners", "PLAINTEXT://127.0.0.1:" + port);
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("log.dirs", folder.toString());
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("group.share.min.heartbeat.interval.ms", "2000");
        settings.put("group.share.heartbeat.interval.ms", "2000");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("group.share.min.record.lock.duration.ms", "1000");
        settings.put("group.share.max.record.lock.duration.ms", "3600000");
        settings.put("group.share.max.delivery.count.limit", "10");
        settings.put("log.cleaner.enable", "false");
        return settings;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void format(Properties settings, Path folder, String clusterId) {
        try {
            Files.createDirectories(folder);
            Path file = Files.createTempFile("broker", ".properties");
            try (Writer writer = Files.newBufferedWriter(file)) {
                settings.store(writer, null);
            }
            int exitCode = StorageTool.execute(
                    new String[] {"format", "-t", clusterId, "-c", file.toString()},
                    new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
            Files.delete(file);
            if (exitCode != 0) {
                throw new IOException("the storage of a second broker could not be formatted");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It leads every partition, and by that coordinates every group; returns when it does. */
    void lead() {
        place(List.of(SECOND, FIRST));
        elect(SECOND);
    }

    /** The first one does again. */
    void giveBack() {
        place(List.of(FIRST, SECOND));
        elect(FIRST);
    }

    private void place(List<Integer> replicas) {
        Map<TopicPartition, Optional<NewPartitionReassignment>> moves = new HashMap<>();
        partitions().keySet().forEach(p -> moves.put(p, Optional.of(new NewPartitionReassignment(replicas))));
        get(admin.alterPartitionReassignments(moves).all());
        Until.holds(
                "all copies are complete",
                () -> get(admin.listPartitionReassignments().reassignments()).isEmpty()
                        && partitions().values().stream().allMatch(p -> p.isr().size() == replicas.size()));
    }

    private void elect(int leader) {
        Set<TopicPartition> wrong = new HashSet<>();
        partitions().forEach((partition, info) -> {
            if (info.leader().id() != leader) {
                wrong.add(partition);
            }
        });
        if (!wrong.isEmpty()) {
            get(admin.electLeaders(ElectionType.PREFERRED, wrong).all());
        }
        Until.holds(
                "broker " + leader + " leads",
                () -> partitions().values().stream()
                        .allMatch(p -> p.leader() != null && p.leader().id() == leader));
    }

    private Map<TopicPartition, TopicPartitionInfo> partitions() {
        Set<String> names =
                get(admin.listTopics(new ListTopicsOptions().listInternal(true)).names());
        Map<TopicPartition, TopicPartitionInfo> partitions = new HashMap<>();
        for (TopicDescription topic : get(admin.describeTopics(new ArrayList<>(names))
                        .allTopicNames())
                .values()) {
            topic.partitions()
                    .forEach(info -> partitions.put(new TopicPartition(topic.name(), info.partition()), info));
        }
        return partitions;
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Takes its copies away and stops it. */
    @Override
    public void close() {
        place(List.of(FIRST));
        admin.close();
        broker.shutdown();
        broker.awaitShutdown();
    }
}
