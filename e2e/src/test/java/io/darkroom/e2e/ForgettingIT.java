package io.darkroom.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.e2e.system.Client;
import io.darkroom.e2e.system.RunningSystem;
import io.darkroom.e2e.system.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What Kafka's disk still holds of jobs that have ended: nothing, soon. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForgettingIT {
    private final RunningSystem system =
            RunningSystem.start(settings -> settings.workerProperty("darkroom.worker.sweep-period", "PT3S"));
    private final Client client = system.client();

    @AfterAll
    void stop() {
        system.close();
    }

    @Test
    void theSegmentsOfALaneThatHasGoneQuietHoldNoRecordOfAnyOfItsJobs() {
        String drawn = client.drawn(Jobs.quick());
        String deleted = client.submit(Jobs.endless());
        client.delete("/v1/jobs/" + deleted);
        String bulk = client.drawn(Jobs.of("steps", 2, "lane", "bulk"));
        List<String> jobs = List.of(drawn, deleted, bulk);
        assertThat(jobs).as("records name their job").anyMatch(this::isOnDisk);

        Until.holds("all have left the disk", () -> jobs.stream().noneMatch(this::isOnDisk));

        assertThat(client.ended(client.submit(Jobs.quick())).path("state").asText())
                .as("a job that comes afterwards")
                .isEqualTo("succeeded");
    }

    @Test
    void whatIsLeftIsShownByLane() {
        String job = client.submit(Jobs.endless());
        try {
            Until.holds(
                    "the record of a job that is being drawn is shown",
                    () -> metrics()
                            .contains(
                                    "darkroom_queue_oldest_record_timestamp_seconds{lane=\"interactive\",model=\"shapes\"}"));
            assertThat(metrics()).contains("darkroom_queue_log_size_bytes{lane=\"interactive\",model=\"shapes\"}");
        } finally {
            client.delete("/v1/jobs/" + job);
        }
    }

    private String metrics() {
        return system.management("worker-1").get("/q/metrics").text();
    }

    private boolean isOnDisk(String job) {
        try (Stream<Path> files = Files.walk(system.data().resolve("kafka"))) {
            return files.filter(file -> file.toString().contains("darkroom.jobs.")
                            && file.toString().endsWith(".log"))
                    .anyMatch(file -> content(file).contains(job));
        } catch (IOException | UncheckedIOException removedMeanwhile) {
            return true;
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file, ISO_8859_1);
        } catch (NoSuchFileException removed) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
