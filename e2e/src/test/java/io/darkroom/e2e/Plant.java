package io.darkroom.e2e;

import io.darkroom.e2e.canary.Canary;
import io.darkroom.e2e.system.Database;
import io.darkroom.e2e.system.RunningSystem;
import io.darkroom.testkit.Redis;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Puts a canary, in every form, where it must be found, and takes it away again. */
interface Plant {
    /** The place, as it calls itself. */
    String place();

    /** Puts it there. */
    void put(Canary canary) throws Exception;

    /** Takes it away again. */
    void remove() throws Exception;

    /** One for each place of {@code system}. */
    static List<Plant> in(RunningSystem system) {
        return List.of(
                new InKafka(system.cluster().kafkaBootstrap()),
                new InPostgres(system.database()),
                new InRedis(system),
                new InAFile("logs", system.data().resolve("logs").resolve("planted.log")),
                new InAFile(
                        "temporary files of the parts",
                        system.data().resolve("tmp").resolve("planted")),
                new InAFile("pid files", system.data().resolve("run").resolve("planted")),
                new InAFile("keys", system.data().resolve("keys").resolve("planted")),
                new InAFile(
                        "temporary files",
                        Path.of(
                                System.getProperty("java.io.tmpdir"),
                                "planted-" + ProcessHandle.current().pid())));
    }

    /** Records on a topic of its own. */
    record InKafka(String bootstrap) implements Plant {
        private static final String TOPIC = "planted";

        @Override
        public String place() {
            return "Kafka";
        }

        @Override
        public void put(Canary canary) throws ExecutionException, InterruptedException {
            Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap);
            try (Admin admin = Admin.create(settings)) {
                admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1)))
                        .all()
                        .get();
            }
            try (KafkaProducer<byte[], byte[]> producer =
                    new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
                for (Canary.Form form : canary.forms()) {
                    var unused = producer.send(new ProducerRecord<>(TOPIC, form.octets()))
                            .get();
                }
            }
        }

        @Override
        public void remove() throws ExecutionException, InterruptedException {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
                admin.deleteTopics(List.of(TOPIC)).all().get();
            }
        }
    }

    /** Rows of a table of its own, written to the table's file and, before, to the log. */
    record InPostgres(Database database) implements Plant {
        @Override
        public String place() {
            return "PostgreSQL";
        }

        @Override
        public void put(Canary canary) {
            database.run("CREATE TABLE planted (octets bytea)");
            canary.forms().forEach(form -> database.run("INSERT INTO planted VALUES (?)", form.octets()));
            database.run("CHECKPOINT");
        }

        @Override
        public void remove() {
            database.run("DROP TABLE planted");
        }
    }

    /** A key of each kind. */
    record InRedis(RunningSystem system) implements Plant {
        @Override
        public String place() {
            return "Redis";
        }

        @Override
        public void put(Canary canary) {
            try (Redis redis = system.redis()) {
                List<Canary.Form> forms = canary.forms();
                for (int i = 0; i < forms.size(); i++) {
                    String text = "x" + forms.get(i).latin1();
                    String key = "planted:" + i;
                    List<String[]> kinds = List.of(
                            new String[] {"SET", key, text},
                            new String[] {"HSET", key, "field", text},
                            new String[] {"ZADD", key, "1", text},
                            new String[] {"RPUSH", key, text},
                            new String[] {"SADD", key, text});
                    redis.call(kinds.get(i % kinds.size()));
                }
            }
        }

        @Override
        public void remove() {
            try (Redis redis = system.redis()) {
                redis.keys("planted:*").forEach(key -> redis.call("DEL", key));
            }
        }
    }

    /** One file. */
    record InAFile(String place, Path file) implements Plant {
        @Override
        public void put(Canary canary) throws IOException {
            try (OutputStream out = Files.newOutputStream(file)) {
                for (Canary.Form form : canary.forms()) {
                    out.write(form.octets());
                    out.write('\n');
                }
            }
        }

        @Override
        public void remove() throws IOException {
            Files.delete(file);
        }
    }
}
