package io.darkroom.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LaunchTest {
    @Test
    void printsNoSecret() {
        Launch launch = Launch.of("redis", Path.of("redis.log"), List.of("redis-server", "-"))
                .withEnvironment(Map.of("PASSWORD", "canary"))
                .withInput("requirepass canary");

        assertThat(launch).hasToString("Launch[redis]");
    }
}
