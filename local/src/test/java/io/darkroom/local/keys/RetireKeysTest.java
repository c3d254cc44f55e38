package io.darkroom.local.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.darkroom.core.crypto.KeyNote;
import io.darkroom.local.LocalFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetireKeysTest {
    @TempDir
    Path folder;

    private final SetClock clock = new SetClock();
    private final List<String> told = new ArrayList<>();
    private final AtomicLong rows = new AtomicLong();
    private KeyDirectory keys;
    private RetireKeys retirement;

    @BeforeEach
    void rotate() {
        keys = new KeyDirectory(folder);
        keys.complete(clock.instant());
        RotateKeys rotation = new RotateKeys(keys, clock, Duration.ZERO, line -> {});
        for (KeyUse use : KeyUse.values()) {
            for (int step = 0; step < 3; step++) {
                rotation.step(use, true);
            }
        }
        retirement = new RetireKeys(keys, clock, Optional.of(ids -> rows.get()), told::add);
    }

    @Test
    void refusesToDestroyWhatMayStillBeNeeded() {
        String retired = retired(KeyUse.WORKER);
        clock.pass(Duration.ofHours(7).minusSeconds(1));

        assertThat(retirement.retire(KeyUse.WORKER, false)).isFalse();

        assertThat(retired(KeyUse.WORKER)).isEqualTo(retired);
        assertThat(told).containsExactly("worker: " + retired + " is needed until 2026-11-24T19:00:00Z");
    }

    @Test
    void destroysWhatIsPastItsTimeAndNotesIt() throws IOException {
        String retired = retired(KeyUse.WORKER);
        clock.pass(Duration.ofHours(7));

        assertThat(retirement.retire(KeyUse.WORKER, false)).isTrue();

        assertThat(Files.readString(keys.pairs(KeyUse.WORKER))).doesNotContain(retired);
        assertThat(Files.readString(keys.publicKeys(KeyUse.WORKER))).doesNotContain(retired);
        assertThat(told).containsExactly("worker: destroyed " + retired + " at 2026-11-24T19:00:00Z");
        assertThat(folder.resolve("destroyed")).hasContent("2026-11-24T19:00:00Z worker " + retired);
        assertThat(retirement.retire(KeyUse.WORKER, false)).as("again").isTrue();
        assertThat(folder.resolve("destroyed")).hasContent("2026-11-24T19:00:00Z worker " + retired);
    }

    @Test
    void notesLaterWhatItDestroyedWhenItCouldNotSaySoAtOnce() throws IOException {
        String retired = retired(KeyUse.WORKER);
        clock.pass(Duration.ofHours(7));
        Path inTheWay = Files.createDirectory(folder.resolve("destroyed"));
        assertThatExceptionOfType(LocalFailure.class).isThrownBy(() -> retirement.retire(KeyUse.WORKER, false));
        assertThat(keys.ring(KeyUse.WORKER).notes()).hasSize(1);
        Files.delete(inTheWay);
        clock.pass(Duration.ofHours(1));

        retirement.retireDue(KeyUse.DELIVERY);
        retirement.retireDue(KeyUse.WORKER);

        assertThat(folder.resolve("destroyed")).hasContent("2026-11-24T19:00:00Z worker " + retired);
    }

    @Test
    void notesNothingOfAKeyThatItMeantToDestroyAndDidNot() {
        String retired = retired(KeyUse.WORKER);
        keys.intend(List.of(new KeyDirectory.Destroyed(clock.instant(), "worker", retired)));

        retirement.retireDue(KeyUse.WORKER);

        assertThat(keys.destroyed()).isEmpty();
        assertThat(keys.intended()).isEmpty();
        assertThat(retired(KeyUse.WORKER)).isEqualTo(retired);
    }

    @Test
    void erasesTheDraftsThatACrashLeftBeforeItDoesAnything() throws IOException {
        Path draft = Files.writeString(folder.resolve(".key1234.tmp"), "a private key");
        Path sameOctets = Files.createLink(folder.resolve("held"), draft);

        retirement.retireDue(KeyUse.WORKER);

        assertThat(draft).doesNotExist();
        assertThat(sameOctets).hasBinaryContent(new byte["a private key".length()]);
    }

    @Test
    void refusesToDestroyAStorageKeyThatRowsStillName() {
        clock.pass(Duration.ofDays(9));
        rows.set(3);
        assertThat(retirement.retire(KeyUse.STORAGE, false)).isFalse();
        assertThat(told).singleElement().asString().contains("3 kept pictures");
        rows.set(0);

        assertThat(retirement.retire(KeyUse.STORAGE, false)).isTrue();

        assertThat(keys.ring(KeyUse.STORAGE).notes()).hasSize(1);
    }

    @Test
    void refusesToDestroyAStorageKeyWithoutALibraryToAsk() {
        clock.pass(Duration.ofDays(9));

        assertThat(new RetireKeys(keys, clock, Optional.empty(), told::add).retire(KeyUse.STORAGE, false))
                .isFalse();

        assertThat(told).singleElement().asString().contains("no library");
    }

    @Test
    void destroysAnythingRetiredIfForcedAndSaysWhatIsLost() {
        rows.set(3);

        for (KeyUse use : KeyUse.values()) {
            assertThat(retirement.retire(use, true)).isTrue();
            assertThat(keys.ring(use).notes()).extracting(KeyNote::role).containsExactly(KeyNote.Role.CURRENT);
        }

        assertThat(told)
                .filteredOn(line -> line.endsWith("; destroyed nevertheless"))
                .hasSize(3);
        assertThat(keys.destroyed()).hasSize(3);
    }

    private String retired(KeyUse use) {
        return keys.ring(use).notes().get(1).id();
    }
}
