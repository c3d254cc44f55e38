package io.darkroom.local.audit.place;

import io.darkroom.local.LocalFailure;
import io.darkroom.local.audit.search.Canary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Records on a topic of their own, on every broker: the canary's forms as keys, values and headers in turn. */
public record PlantedRecords(Map<String, Object> settings) implements Plant {

    @Override
    public String what() {
        return "records on a topic of their own";
    }

    @Override
    public Planted put() {
        Canary canary = Canary.planted();
        String topic = PlantName.fresh();
        try (Admin admin = Admin.create(settings)) {
            int brokers = admin.describeCluster().nodes().get().size();
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(brokers), Optional.empty())))
                    .all()
                    .get();
            send(topic, brokers, canary.forms());
            return Planted.whole(canary, () -> remove(topic));
        } catch (ExecutionException | KafkaException e) {
            throw failure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalFailure("interrupted", e);
        }
    }

    private void send(String topic, int partitions, List<Canary.Form> forms)
            throws ExecutionException, InterruptedException {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < partitions * forms.size(); i++) {
                byte[] octets = forms.get(i / partitions).octets();
                ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                        topic, i % partitions, i % 3 == 0 ? octets : null, i % 3 == 1 ? octets : new byte[1]);
                if (i % 3 == 2) {
                    record.headers().add("planted", octets);
                }
                sent.add(producer.send(record));
            }
            for (Future<RecordMetadata> one : sent) {
                var unused = one.get();
            }
        }
    }

    private void remove(String topic) {
        try (Admin admin = Admin.create(settings)) {
            admin.deleteTopics(List.of(topic)).all().get();
        } catch (ExecutionException | KafkaException e) {
            throw failure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalFailure("interrupted", e);
        }
    }

    private static LocalFailure failure(Exception e) {
        Throwable reason = e.getCause() == null ? e : e.getCause();
        return new LocalFailure(
                "Kafka takes no topic of the audit's: " + reason.getClass().getSimpleName() + " " + reason.getMessage(),
                e);
    }
}
