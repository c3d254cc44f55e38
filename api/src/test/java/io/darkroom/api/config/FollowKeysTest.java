package io.darkroom.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.darkroom.api.TestKeys;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FollowKeysTest {
    private final MeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void countsWhatWasFoundByUseFromTheStart() {
        FollowKeys followKeys = followKeys(Duration.ofDays(1));

        followKeys.changed("worker", List.of("current a"));
        followKeys.start();
        followKeys.broken("worker", "worker is not a JWKS", true);
        followKeys.broken("worker", "worker is not a JWKS", false);
        followKeys.stop();

        assertThat(count("worker", "broken")).isGreaterThanOrEqualTo(2);
        assertThat(count("worker", "changed")).as("before the start, and at it").isEqualTo(2);
        assertThat(count("storage", "changed")).isEqualTo(1);
    }

    @Test
    void doesNotStartIfItWasToLookAllTheTime() {
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> followKeys(Duration.ZERO).start())
                .withMessage("darkroom.keys.look-every must be above 0");
    }

    private FollowKeys followKeys(Duration lookEvery) {
        return new FollowKeys(TestKeys.API, new Config(lookEvery), registry);
    }

    private double count(String use, String found) {
        return registry.get("darkroom.keys.looks")
                .tag("use", use)
                .tag("found", found)
                .functionCounter()
                .count();
    }

    private record Config(Duration lookEvery) implements KeyConfig {
        @Override
        public Path worker() {
            return Path.of("worker");
        }

        @Override
        public Path delivery() {
            return Path.of("delivery");
        }

        @Override
        public Path storage() {
            return Path.of("storage");
        }

        @Override
        public Path receipt() {
            return Path.of("receipt");
        }
    }
}
