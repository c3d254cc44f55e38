package io.darkroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.e2e.system.ApiRun;
import io.darkroom.e2e.system.Client;
import io.darkroom.e2e.system.RawStream;
import io.darkroom.e2e.system.RunningSystem;
import io.darkroom.e2e.system.ServiceRun;
import io.darkroom.e2e.system.SharedSystem;
import io.darkroom.e2e.system.Until;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Very many streams at a time on one API with a heap of 512 MiB; 2,000 with {@code -Pfaults}. */
@ExtendWith(SharedSystem.class)
class StreamsIT {
    private static final int STREAMS = Integer.getInteger("darkroom.e2e.streams", 300);
    private static final int JOBS = 10;

    private final RunningSystem system;

    StreamsIT(RunningSystem system) {
        this.system = system;
    }

    @Test
    void everyStreamIsToldOfThePictureAndOfTheEndOnce() {
        String key = system.someoneElsesKey();
        Client client = Client.withKey(system.client().url(), key);
        List<String> busy = List.of(client.submit(Jobs.endless()), client.submit(Jobs.endless()));
        List<String> jobs = Stream.generate(() -> client.submit(Jobs.of("steps", 10)))
                .limit(JOBS)
                .toList();
        List<RawStream> streams = new ArrayList<>();
        try (ApiRun api = ServiceRun.api(system).ready()) {
            for (int i = 0; i < STREAMS; i++) {
                streams.add(RawStream.open(api.url(), "/v1/jobs/" + jobs.get(i % JOBS) + "/events", key));
            }
            Until.holds("all are open", () -> metric(api, "darkroom_api_followers ") >= STREAMS);
            double open = heap(api);
            busy.forEach(job -> client.delete("/v1/jobs/" + job));

            for (RawStream stream : streams) {
                List<String> lines = stream.until("event:end");
                assertThat(lines).containsOnlyOnce("event:image", "event:end");
            }

            System.out.printf(
                    "%d streams: heap %.0f MiB with all open, %.0f MiB after their end, of 512%n",
                    STREAMS, open, heap(api));
            Until.holds("all are forgotten", () -> metric(api, "darkroom_api_followers ") == 0);
            assertThat(api.output()).doesNotContain("OutOfMemory");
        } finally {
            streams.forEach(RawStream::close);
        }
    }

    /** In use, in MiB; what could be collected included. */
    private static double heap(ApiRun api) {
        Matcher lines = Pattern.compile("(?m)^jvm_memory_used_bytes\\{area=\"heap\".*} (\\S+)$")
                .matcher(api.management().get("/q/metrics").text());
        return lines.results()
                        .mapToDouble(line -> Double.parseDouble(line.group(1)))
                        .sum()
                / (1 << 20);
    }

    private static double metric(ApiRun api, String name) {
        return api.management()
                .get("/q/metrics")
                .text()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .sum();
    }
}
