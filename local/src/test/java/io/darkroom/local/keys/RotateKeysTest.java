package io.darkroom.local.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.darkroom.core.crypto.KeyNote;
import io.darkroom.core.crypto.KeyNote.Role;
import io.darkroom.local.LocalFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotateKeysTest {
    private static final Duration SETTLE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private final SetClock clock = new SetClock();
    private final List<String> told = new ArrayList<>();
    private KeyDirectory keys;
    private RotateKeys rotation;

    @BeforeEach
    void begin() {
        keys = new KeyDirectory(folder);
        keys.complete(clock.instant());
        rotation = new RotateKeys(keys, clock, SETTLE, told::add);
    }

    @Test
    void makesAStepWhenEverybodyHasSeenTheOneBefore() {
        String old = current();
        assertThat(rotation.step(KeyUse.WORKER, false)).isTrue();
        clock.pass(SETTLE.minusSeconds(1));
        assertThat(rotation.step(KeyUse.WORKER, false)).as("early").isFalse();
        clock.pass(Duration.ofSeconds(1));
        assertThat(rotation.step(KeyUse.WORKER, false)).isTrue();
        clock.pass(SETTLE.plusMinutes(5).minusSeconds(1));
        assertThat(rotation.step(KeyUse.WORKER, false)).as("early").isFalse();
        clock.pass(Duration.ofSeconds(1));
        assertThat(rotation.step(KeyUse.WORKER, false)).isTrue();

        assertThat(current()).isNotEqualTo(old);
        assertThat(notes()).extracting(KeyNote::role).containsExactly(Role.CURRENT, Role.RETIRED);
        assertThat(told).hasSize(5).allSatisfy(line -> assertThat(line).startsWith("worker: "));
        assertThat(told.get(0)).contains("the next key", "2026-11-24T12:02:00Z");
        assertThat(told.get(1)).contains("too early", "2026-11-24T12:02:00Z");
        assertThat(told.get(4)).contains(current(), old + " is retired and needed until 2026-11-24T19:11:00Z");
    }

    @Test
    void waitsForNothingIfItMust() {
        String old = current();

        for (int step = 0; step < 3; step++) {
            assertThat(rotation.step(KeyUse.WORKER, true)).isTrue();
        }

        assertThat(current()).isNotEqualTo(old);
    }

    @Test
    void aSecondRotationLeavesWhatTheFirstRetired() {
        String first = current();
        for (int step = 0; step < 6; step++) {
            rotation.step(KeyUse.WORKER, true);
            clock.pass(Duration.ofMinutes(1));
        }

        assertThat(notes()).extracting(KeyNote::role).containsExactly(Role.CURRENT, Role.RETIRED, Role.RETIRED);
        assertThat(notes()).extracting(KeyNote::id).contains(first);
        rotation.step(KeyUse.WORKER, true);
        assertThat(told.get(6)).contains(notes().get(3).id());
    }

    @Test
    void keysOfEachUseAreNeededAsLongAsWhatIsSealedToThem() {
        Instant promoted = clock.instant();
        for (KeyUse use : KeyUse.values()) {
            for (int step = 0; step < 3; step++) {
                rotation.step(use, true);
            }
        }

        assertThat(until(KeyUse.WORKER))
                .isEqualTo(promoted.plus(Duration.ofHours(1 + 6)).plus(SETTLE));
        assertThat(until(KeyUse.DELIVERY))
                .isEqualTo(promoted.plus(Duration.ofHours(1 + 31)).plus(SETTLE));
        assertThat(until(KeyUse.STORAGE))
                .isEqualTo(promoted.plus(Duration.ofHours(1 + 6)).plus(SETTLE));
    }

    @Test
    void aTimerBeginsWhenTheKeyIsOldAndGoesOnWhenItMay() {
        Duration age = Duration.ofDays(30);
        assertThat(rotation.stepIfOlder(KeyUse.WORKER, age)).as("young").isFalse();
        clock.pass(age.plusSeconds(1));
        assertThat(rotation.stepIfOlder(KeyUse.WORKER, age)).as("begins").isTrue();
        assertThat(rotation.stepIfOlder(KeyUse.WORKER, age)).as("early").isFalse();
        clock.pass(Duration.ofHours(1));
        assertThat(rotation.stepIfOlder(KeyUse.WORKER, age)).as("publishes").isTrue();
        clock.pass(Duration.ofHours(1));
        assertThat(rotation.stepIfOlder(KeyUse.WORKER, age)).as("promotes").isTrue();

        assertThat(rotation.stepIfOlder(KeyUse.WORKER, age))
                .as("is young again")
                .isFalse();
    }

    @Test
    void leavesKeysAloneThatSomebodyElseIsChanging() {
        assertThatExceptionOfType(LocalFailure.class)
                .isThrownBy(() -> keys.alone(() -> rotation.step(KeyUse.WORKER, true)))
                .withMessageContaining("somebody else");
        assertThat(notes()).hasSize(1);
    }

    private List<KeyNote> notes() {
        return keys.ring(KeyUse.WORKER).notes();
    }

    private String current() {
        return notes().get(0).id();
    }

    private Instant until(KeyUse use) {
        return Objects.requireNonNull(keys.ring(use).notes().get(1).until());
    }
}
