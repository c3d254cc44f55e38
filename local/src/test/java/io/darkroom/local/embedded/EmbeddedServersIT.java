package io.darkroom.local.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.darkroom.local.PrivateFiles;
import io.darkroom.local.process.Processes;
import io.darkroom.local.process.ServiceProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServersIT {
    private static final String PASSWORD = "correct-horse";
    private static final ServerBinaries BINARIES =
            new ServerBinaries(Path.of("target", "parts").toAbsolutePath());

    @TempDir
    Path folder;

    private Processes processes;

    @BeforeEach
    void openBooks() throws IOException {
        processes = Processes.open(PrivateFiles.folder(folder.resolve("run")));
    }

    @AfterEach
    void closeBooks() {
        processes.close();
    }

    @Test
    void kafkaHandsOnARecordAlsoAfterAStopAndAStart() throws Exception {
        KafkaServer kafka =
                new KafkaServer(folder.resolve("kafka"), folder.resolve("kafka.log"), freePort(), freePort());
        kafka.start();
        produce(kafka.bootstrap());
        kafka.stop();
        kafka.start();

        String found = consume(kafka.bootstrap());

        kafka.stop();
        assertThat(found).isEqualTo("noise");
    }

    @Test
    void redisIsMemoryOnlyAndAsksForThePassword() throws IOException {
        int port = freePort();
        ServiceProcess redis = RedisServer.start(processes, BINARIES, folder.resolve("redis.log"), port, PASSWORD);

        String refused = ask(port, "PING");
        String settings = ask(
                port,
                "AUTH " + PASSWORD,
                "CONFIG GET save",
                "CONFIG GET appendonly",
                "CONFIG GET maxmemory-policy",
                "CONFIG GET slowlog-log-slower-than",
                "BGSAVE");

        redis.stop();
        assertThat(refused).startsWith("-NOAUTH");
        assertThat(settings.lines())
                .containsSubsequence(
                        "save", "$0", "", "appendonly", "$2", "no", "maxmemory-policy", "$10", "noeviction")
                .containsSubsequence("slowlog-log-slower-than", "$2", "-1")
                .anyMatch(line -> line.startsWith("-ERR unknown command"));
        assertThat(redis.isAlive()).isFalse();
    }

    @Test
    void postgresKeepsRowsForThoseWhoKnowThePassword() throws Exception {
        int port = freePort();
        ServiceProcess first = startPostgres(port);
        execute(port, "CREATE TABLE kept AS SELECT 7 AS n");
        first.stop();
        ServiceProcess second = startPostgres(port);

        int kept = number(port, "SELECT n FROM kept");

        assertThat(kept).isEqualTo(7);
        assertThat(text(port, "SHOW fsync")).isEqualTo("on");
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(
                        () -> DriverManager.getConnection(PostgresServer.jdbcUrl(port), PostgresServer.NAME, "wrong"));
        second.stop();
        assertThat(first.isAlive() || second.isAlive()).isFalse();
    }

    @Test
    void postgresStartsAgainAfterBeingKilled() throws Exception {
        int port = freePort();
        ServiceProcess killed = startPostgres(port);
        ProcessHandle.of(killed.pid()).orElseThrow().destroyForcibly();
        killed.ended().join();

        ServiceProcess next = startPostgres(port);

        assertThat(number(port, "SELECT 1")).isEqualTo(1);
        next.stop();
    }

    @Test
    void postgresTakesAnotherProcessWithItsOldNumberForWhatItIs() throws Exception {
        int port = freePort();
        startPostgres(port).stop();
        Path lock = folder.resolve("postgres").resolve("postmaster.pid");
        Files.writeString(lock, ProcessHandle.current().pid() + "\n" + folder + "\n1\n1\n\nlocalhost\n1 1\nready\n");

        ServiceProcess next = startPostgres(port);

        assertThat(number(port, "SELECT 1")).isEqualTo(1);
        next.stop();
    }

    @Test
    void aSetupThatWasCutOffBeginsAnew() throws Exception {
        Files.createDirectories(folder.resolve("postgres.new").resolve("base"));
        Files.createDirectories(folder.resolve("kafka.new"));
        KafkaServer kafka =
                new KafkaServer(folder.resolve("kafka"), folder.resolve("kafka.log"), freePort(), freePort());
        int port = freePort();

        kafka.start();
        ServiceProcess postgres = startPostgres(port);

        kafka.stop();
        assertThat(number(port, "SELECT 1")).isEqualTo(1);
        postgres.stop();
    }

    @Test
    void whatACrashedRunLeftIsStoppedByTheNextOne() throws Exception {
        ServiceProcess left = startPostgres(freePort());

        Processes next = Processes.open(folder.resolve("run"));

        assertThat(left.isAlive()).isFalse();
        next.close();
    }

    private ServiceProcess startPostgres(int port) {
        return PostgresServer.start(
                processes, BINARIES, folder.resolve("postgres"), folder.resolve("postgres.log"), port, PASSWORD);
    }

    private static void execute(int port, String sql) throws SQLException {
        try (Connection connection = connect(port)) {
            connection.createStatement().execute(sql);
        }
    }

    private static int number(int port, String sql) throws SQLException {
        return Integer.parseInt(text(port, sql));
    }

    private static String text(int port, String sql) throws SQLException {
        try (Connection connection = connect(port);
                ResultSet rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(int port) throws SQLException {
        return DriverManager.getConnection(PostgresServer.jdbcUrl(port), PostgresServer.NAME, PASSWORD);
    }

    private static String ask(int port, String... commands) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String lines = String.join("\r\n", commands) + "\r\nQUIT\r\n";
            socket.getOutputStream().write(lines.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static void produce(String bootstrap) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
                KafkaProducer<String, String> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new StringSerializer())) {
            admin.createTopics(List.of(new NewTopic("jobs", 1, (short) 1)))
                    .all()
                    .get();
            producer.send(new ProducerRecord<>("jobs", "noise")).get();
        }
    }

    private static String consume(String bootstrap) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partition = List.of(new TopicPartition("jobs", 0));
            consumer.assign(partition);
            consumer.seekToBeginning(partition);
            return consumer.poll(Duration.ofSeconds(20)).iterator().next().value();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
