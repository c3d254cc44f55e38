package io.darkroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.e2e.system.ApiRun;
import io.darkroom.e2e.system.Client;
import io.darkroom.e2e.system.RawStream;
import io.darkroom.e2e.system.RunningSystem;
import io.darkroom.e2e.system.ServiceRun;
import io.darkroom.e2e.system.SharedSystem;
import io.darkroom.e2e.system.Until;
import io.darkroom.testkit.Redis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A client follows a job and reads nothing: nothing piles up for him, and he is dropped. */
@ExtendWith(SharedSystem.class)
class SlowReaderIT {
    private static final int AT_ONCE = 100;

    private final RunningSystem system;

    SlowReaderIT(RunningSystem system) {
        this.system = system;
    }

    @Test
    void whoFollowsAJobAndReadsNothingIsDropped() {
        String key = system.someoneElsesKey();
        Client client = Client.withKey(system.client().url(), key);
        String job = client.submit(Jobs.endless());
        Until.holds(
                "it is drawn",
                () -> client.get("/v1/jobs/" + job)
                        .json()
                        .path("state")
                        .asText()
                        .equals("running"));
        try (Redis redis = system.redis();
                ApiRun api = ServiceRun.api(system)
                        .set("darkroom.api.reader-patience", "PT1S")
                        .ready();
                RawStream reader = RawStream.openWithSmallWindow(api.url(), "/v1/jobs/" + job + "/events", key)) {
            Until.holds("he follows", () -> followers(api) == 1);

            // More news than all buffers on the way hold, which is some megabytes on one machine.
            Until.holds("he is dropped", () -> {
                for (int i = 0; i < AT_ONCE; i++) {
                    tellProgress(redis, job);
                }
                return followers(api) == 0;
            });

            assertThat(reader.untilBroken()).doesNotContain("event:end");
            assertThat(client.get("/v1/jobs/" + job).json().path("state").asText())
                    .isEqualTo("running");
        } finally {
            client.delete("/v1/jobs/" + job);
        }
    }

    /** As a worker does that draws very fast. */
    private static void tellProgress(Redis redis, String job) {
        redis.call("HSET", "job:" + job, "steps", "1000000000");
        redis.call("HINCRBY", "job:" + job, "step", "1");
        redis.call("PUBLISH", "darkroom.events", "{\"kind\":\"progress\",\"job\":\"" + job + "\"}");
    }

    private static long followers(ApiRun api) {
        return api.management()
                .get("/q/metrics")
                .text()
                .lines()
                .filter(line -> line.startsWith("darkroom_api_followers "))
                .map(line -> (long) Double.parseDouble(line.split(" ", 2)[1]))
                .findFirst()
                .orElse(0L);
    }
}
