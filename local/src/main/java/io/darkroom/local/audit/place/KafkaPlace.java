package io.darkroom.local.audit.place;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.darkroom.local.LocalFailure;
import io.darkroom.local.audit.search.Hit;
import io.darkroom.local.audit.search.Search;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Every record that Kafka still hands out, of its own topics too: key, value and headers, and the names of topics. */
public final class KafkaPlace implements Place {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int FETCH_OCTETS = 4 << 20;

    private final Map<String, Object> settings;

    /** The Kafka that clients with these settings connect to. */
    public KafkaPlace(Map<String, Object> settings) {
        this.settings = Map.copyOf(settings);
    }

    @Override
    public String name() {
        return "Kafka records";
    }

    @Override
    public List<Plant> plants() {
        return List.of(new PlantedRecords(settings));
    }

    @Override
    public void search(Search search, Findings findings) {
        Map<String, Object> reading = new HashMap<>(settings);
        reading.put("fetch.max.bytes", FETCH_OCTETS);
        reading.put("max.partition.fetch.bytes", FETCH_OCTETS);
        reading.put("isolation.level", "read_uncommitted");
        reading.put("exclude.internal.topics", false);
        reading.put("enable.auto.commit", false);
        try (KafkaConsumer<byte @Nullable [], byte @Nullable []> consumer =
                new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            for (String topic : new TreeSet<>(consumer.listTopics().keySet())) {
                findings.found(name(), "topic " + topic, search.in(topic.getBytes(UTF_8)));
                look(consumer, topic, search, findings);
            }
        } catch (KafkaException e) {
            throw new LocalFailure(
                    "Kafka cannot be searched: " + e.getClass().getSimpleName() + " " + e.getMessage(), e);
        }
    }

    private void look(
            KafkaConsumer<byte @Nullable [], byte @Nullable []> consumer,
            String topic,
            Search search,
            Findings findings) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        try {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(record -> findings.found(name(), where(record), in(record, search)));
            }
        } catch (AuthorizationException denied) {
            findings.gap(name(), "topic " + topic + " may not be read");
        }
    }

    private static String where(ConsumerRecord<?, ?> record) {
        return "topic " + record.topic() + ", partition " + record.partition() + ", offset " + record.offset();
    }

    private static Set<Hit> in(ConsumerRecord<byte @Nullable [], byte @Nullable []> record, Search search) {
        Set<Hit> hits = new LinkedHashSet<>(in(record.key(), search));
        hits.addAll(in(record.value(), search));
        for (Header header : record.headers()) {
            hits.addAll(in(header.key().getBytes(UTF_8), search));
            hits.addAll(in(header.value(), search));
        }
        return hits;
    }

    private static Set<Hit> in(byte @Nullable [] octets, Search search) {
        return octets == null ? Set.of() : search.in(octets);
    }
}
