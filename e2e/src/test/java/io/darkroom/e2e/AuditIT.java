package io.darkroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.darkroom.e2e.system.RunningSystem;
import io.darkroom.e2e.system.SharedSystem;
import io.darkroom.local.LocalCluster;
import io.darkroom.local.audit.job.Kind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The audit, as a stranger runs it. */
@ExtendWith(SharedSystem.class)
class AuditIT {
    private static final String[] PLACES = {
        "Kafka records",
        "Kafka files",
        "Redis",
        "PostgreSQL rows",
        "PostgreSQL files",
        "logs",
        "temporary files",
        "machine's temporary",
        "working folders",
        "metrics and health",
        "processes",
        "answers",
        "events",
        "pictures' metadata",
        "heap of the API"
    };

    @TempDir
    Path folder;

    private final RunningSystem system;
    private CommandLine darkroom;

    AuditIT(RunningSystem system) {
        this.system = system;
    }

    @BeforeEach
    void prepare() throws IOException {
        darkroom = new CommandLine(folder);
        Files.writeString(folder.resolve("key"), system.cluster().apiKey().reveal());
    }

    @Test
    void theEmbeddedDefaultIsCleanAndEveryPlantIsFound() throws Exception {
        CommandLine.Result result =
                darkroom.run("audit", "--data", folder.resolve("data").toString());

        assertThat(result.exitCode()).as("%s", result.out()).isZero();
        assertThat(result.out().get(0))
                .contains(Stream.of(Kind.values()).map(Kind::label).toList());
        assertThat(result.out().subList(1, PLACES.length + 1))
                .zipSatisfy(List.of(PLACES), (line, place) -> assertThat(line).matches(place + " +found( +(ok|-)){9}"));
        assertThat(result.out()).noneMatch(line -> line.startsWith("not "));
        assertThat(result.out()).last().asString().startsWith("clean");
    }

    @Test
    void aDeploymentIsCleanWhereItsAddressesSayAndEveryPlantIsFoundThere() throws Exception {
        CommandLine.Result result = auditOf(system.cluster().url(), addresses());

        assertThat(result.exitCode()).as("%s", result.out()).isZero();
        assertThat(result.out().subList(1, PLACES.length + 1))
                .zipSatisfy(
                        List.of(PLACES),
                        (line, place) -> assertThat(line)
                                .matches(
                                        place.equals("machine's temporary")
                                                ? place + " +not searched"
                                                : place + " +found( +(ok|not done|-)){9}"));
        assertThat(result.out())
                .filteredOn(line -> line.startsWith("not "))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("not done: killed: "),
                        line -> assertThat(line).startsWith("not searched: machine's temporary: "));
        assertThat(result.out()).last().asString().startsWith("clean");
    }

    /** All that can be told. */
    private String[] addresses() throws IOException {
        LocalCluster cluster = system.cluster();
        Path data = system.data();
        Stream<String> own = Stream.of(
                "--kafka=" + cluster.kafkaBootstrap(),
                "--kafka-files=" + data.resolve("kafka"),
                "--redis=redis://127.0.0.1:" + cluster.redisPort(),
                "--redis-password-file=" + secret(cluster.redisPassword()),
                "--postgres=" + cluster.postgresUrl(),
                "--postgres-user=" + cluster.postgresUser(),
                "--postgres-password-file=" + secret(cluster.postgresPassword()),
                "--postgres-files=" + data.resolve("postgres"),
                "--logs=" + data.resolve("logs"),
                "--temp=" + data.resolve("tmp"),
                "--work=" + data,
                "--processes",
                "--api-pid=" + cluster.apiPid());
        Stream<String> services = cluster.managementUrls().stream().map(url -> "--management=" + url);
        return Stream.concat(own, services).toArray(String[]::new);
    }

    private Path secret(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "secret", ""), text);
    }

    @Test
    void namesThePlaceAndTheKindOfWhatAProxyKeepsAndFindsNothingOfSealedJobsThere() throws Exception {
        Path logs = system.data().resolve("logs");
        Path log = logs.resolve("proxy.log");
        try (LeakyProxy proxy = new LeakyProxy(system.cluster().url(), log)) {
            CommandLine.Result result =
                    auditOf(proxy.url(), "--kinds", "plain,sealed", "--logs", logs.toString(), "--json");

            assertThat(result.exitCode()).as("%s", result.out()).isEqualTo(3);
            JsonNode report = new JsonMapper().readTree(result.out().get(0));
            assertThat(report.path("result").asText()).isEqualTo("found");
            assertThat(report.path("finds"))
                    .isNotEmpty()
                    .allSatisfy(find -> {
                        assertThat(find.path("place").asText()).isEqualTo("logs");
                        assertThat(find.path("kind").asText()).isEqualTo("plain");
                        assertThat(find.path("where").asText()).isEqualTo(log.toString());
                    })
                    .extracting(find -> find.path("canary").asText())
                    .contains("prompt", "negative prompt", "picture sent, file", "mask sent, file");
        } finally {
            Files.deleteIfExists(log);
        }
    }

    @Test
    void aFolderOfLogsThatNobodyWritesToProvesNothing() throws Exception {
        Path another = Files.createDirectory(folder.resolve("another"));

        CommandLine.Result result =
                auditOf(system.cluster().url(), "--kinds", "bad-input", "--logs", another.toString());

        assertThat(result.exitCode()).as("%s", result.out()).isEqualTo(4);
        assertThat(result.out())
                .anyMatch(line -> line.matches("logs +MISSED +ok"))
                .anyMatch(line -> line.startsWith("not proved: logs: planted and not found: a line about a job"))
                .contains("not searched: Redis: --redis", "not searched: Kafka files: --kafka-files")
                .last()
                .asString()
                .startsWith("unproved");
    }

    @Test
    void aFolderThatIsNotTheBrokersProvesNothing() throws Exception {
        Path another = Files.createDirectory(folder.resolve("another"));

        CommandLine.Result result = auditOf(
                system.cluster().url(),
                "--kinds",
                "bad-input",
                "--kafka",
                system.cluster().kafkaBootstrap(),
                "--kafka-files",
                another.toString());

        assertThat(result.exitCode()).as("%s", result.out()).isEqualTo(4);
        assertThat(result.out())
                .anyMatch(line -> line.matches("Kafka records +found +ok"))
                .anyMatch(line -> line.matches("Kafka files +MISSED +ok"));
    }

    @ParameterizedTest
    @CsvSource({"base, the write-ahead log", "pg_wal, files of tables"})
    void halfOfPostgresFilesProvesNothing(String half, String missing) throws Exception {
        CommandLine.Result result = auditOf(
                system.cluster().url(),
                "--kinds=bad-input",
                "--postgres=" + system.cluster().postgresUrl(),
                "--postgres-user=" + system.cluster().postgresUser(),
                "--postgres-password-file=" + secret(system.cluster().postgresPassword()),
                "--postgres-files=" + system.data().resolve("postgres").resolve(half));

        assertThat(result.exitCode()).as("%s", result.out()).isEqualTo(4);
        assertThat(result.out())
                .anyMatch(line -> line.matches("PostgreSQL rows +found +ok"))
                .anyMatch(line -> line.matches("PostgreSQL files +MISSED +ok"))
                // A page of the log may end within a form, which is then missing too.
                .anyMatch(line -> line.startsWith("not proved: PostgreSQL files: ") && line.endsWith(missing));
    }

    @Test
    void aKindThatIsAskedForAndCannotBeHadProvesNothing() throws Exception {
        CommandLine.Result result = auditOf(system.cluster().url(), "--kinds", "killed");

        assertThat(result.exitCode()).as("%s", result.out()).isEqualTo(4);
        assertThat(result.out())
                .anyMatch(line -> line.startsWith("not done: killed: "))
                .last()
                .asString()
                .startsWith("unproved");
    }

    @Test
    void anAddressThatNobodyServesIsToldInOneLine() throws Exception {
        CommandLine.Result result = auditOf(URI.create("http://127.0.0.1:1"));

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).singleElement().asString().startsWith("darkroom: the API does not answer");
    }

    private CommandLine.Result auditOf(URI server, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("audit", "--server", server.toString(), "--api-key-file"));
        arguments.add(folder.resolve("key").toString());
        arguments.addAll(List.of(more));
        return darkroom.run(arguments.toArray(String[]::new));
    }
}
