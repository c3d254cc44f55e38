package io.darkroom.local.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyCareTest {
    @TempDir
    Path folder;

    private final SetClock clock = new SetClock();
    private final List<String> told = new ArrayList<>();

    @Test
    void replacesOldKeysAndDestroysThemAndLeavesTheLibrarysAlone() {
        KeyDirectory keys = new KeyDirectory(folder);
        keys.complete(clock.instant());
        String worker = current(keys, KeyUse.WORKER);
        String delivery = current(keys, KeyUse.DELIVERY);
        String storage = current(keys, KeyUse.STORAGE);
        try (KeyCare care = new KeyCare(keys, clock, told::add)) {
            clock.pass(Duration.ofDays(29));
            care.look();
            assertThat(told).isEmpty();
            clock.pass(Duration.ofDays(1));
            for (int minute = 0; minute < 60 * 34; minute++) {
                clock.pass(Duration.ofMinutes(1));
                care.look();
            }
        }

        assertThat(keys.ring(KeyUse.WORKER).notes()).hasSize(1);
        assertThat(current(keys, KeyUse.WORKER)).isNotEqualTo(worker);
        assertThat(current(keys, KeyUse.DELIVERY)).isNotEqualTo(delivery);
        assertThat(current(keys, KeyUse.STORAGE)).isEqualTo(storage);
        assertThat(told).hasSize(8).last().asString().contains("destroyed " + delivery);
    }

    @Test
    void saysWhatIsInTheWayAndGoesOn() throws Exception {
        KeyDirectory keys = new KeyDirectory(folder);
        keys.complete(clock.instant());
        clock.pass(Duration.ofDays(31));
        String whole = Files.readString(keys.pairs(KeyUse.WORKER));
        try (KeyCare care = new KeyCare(keys, clock, told::add)) {
            Files.writeString(keys.pairs(KeyUse.WORKER), "{");
            care.look();
            Files.writeString(keys.pairs(KeyUse.WORKER), whole);
            care.look();
        }

        assertThat(told).hasSize(3);
        assertThat(told.get(0)).contains("cannot be read");
        assertThat(told.get(1)).contains("the next key");
    }

    private static String current(KeyDirectory keys, KeyUse use) {
        return keys.ring(use).notes().get(0).id();
    }
}
