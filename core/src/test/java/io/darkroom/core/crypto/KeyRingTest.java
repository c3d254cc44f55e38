package io.darkroom.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.darkroom.core.crypto.KeyNote.Role;
import io.darkroom.core.job.JobId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRingTest {
    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
    private static final RotationTimes TIMES = RotationTimes.ofPrompts(Duration.ofMinutes(2));
    private static final JobId JOB = JobId.random();

    @TempDir
    Path folder;

    private final KeyRing rest = KeyRing.generate(START);
    private final KeyRing prepared = rest.next(START, TIMES);
    private final Instant second = prepared.due(TIMES);
    private final KeyRing published = prepared.next(second, TIMES);
    private final Instant third = published.due(TIMES);
    private final KeyRing promoted = published.next(third, TIMES);

    @Test
    void aRotationHasThreeSteps() {
        assertThat(List.of(rest.step(), prepared.step(), published.step(), promoted.step()))
                .containsExactly(
                        KeyRing.Step.PREPARE, KeyRing.Step.PUBLISH, KeyRing.Step.PROMOTE, KeyRing.Step.PREPARE);
        assertThat(roles(rest)).containsExactly(Role.CURRENT);
        assertThat(roles(prepared)).containsExactly(Role.CURRENT, Role.NEXT);
        assertThat(roles(published)).containsExactly(Role.CURRENT, Role.NEXT);
        assertThat(roles(promoted)).containsExactly(Role.CURRENT, Role.RETIRED);
        assertThat(current(published)).isEqualTo(current(rest));
        assertThat(current(promoted)).isEqualTo(published.notes().get(1).id());
    }

    @Test
    void waitsUntilFilesHaveArrivedAndListsAreForgotten() {
        assertThat(second).isEqualTo(START.plus(Duration.ofMinutes(2)));
        assertThat(third).isEqualTo(second.plus(Duration.ofMinutes(2 + 5)));
        assertThat(promoted.notes().get(1).until())
                .as("2 min to arrive, 1 h of grace, 6 h of a job")
                .isEqualTo(third.plus(Duration.ofMinutes(2 + 60 + 360)));
    }

    @Test
    void publishesTheCurrentKeyFirstThenTheNextAndNeverARetiredOne() {
        assertThat(published(prepared)).containsExactly(current(rest));
        assertThat(published(published)).containsExactly(current(rest), current(promoted));
        assertThat(published(promoted)).containsExactly(current(promoted));
    }

    @Test
    void takesSealsToARetiredKeyForAnHour() {
        SealingKeys keys = promoted.sealingKeys();

        assertThat(keys.takenAt(third.plus(Duration.ofMinutes(59))).have(current(rest)))
                .isTrue();
        assertThat(keys.takenAt(third.plus(Duration.ofMinutes(60))).have(current(rest)))
                .isFalse();
        assertThat(keys.takenAt(third.plus(Duration.ofDays(9))).have(current(promoted)))
                .isTrue();
        assertThat(keys.takenAt(third)).as("nothing to leave out").isSameAs(keys);
    }

    @Test
    void neighboursOpenWhatEitherSealsWhicheverFileIsReadFirst() {
        List<KeyRing> steps = List.of(rest, prepared, published, promoted, promoted.without(List.of(current(rest))));
        for (int i = 0; i < steps.size() - 1; i++) {
            assertOpens(steps.get(i), steps.get(i + 1));
            if (i < steps.size() - 2) {
                assertOpens(steps.get(i + 1), steps.get(i));
            }
        }
    }

    private static void assertOpens(KeyRing opening, KeyRing sealing) {
        String sealed = Jwe.seal(sealing.sealingKeys(), "darkroom-test", JOB, Map.of(), new byte[1]);
        assertThat(Jwe.open(opening.openingKeys(), "darkroom-test", JOB, sealed).plaintext())
                .hasSize(1);
    }

    @Test
    void fingerprintsOfBeforeARotationAreKnownAfterIt() {
        byte[] body = "a fox".getBytes(StandardCharsets.UTF_8);
        String noted = rest.openingKeys().fingerprints(body).get(0);

        assertThat(promoted.openingKeys().fingerprints(body)).hasSize(2).contains(noted);
        assertThat(promoted.openingKeys().fingerprints(body).get(0)).isNotEqualTo(noted);
    }

    @Test
    void whatIsTakenOutOpensNothingAnyMore() {
        String sealed = Jwe.seal(rest.sealingKeys(), "darkroom-test", JOB, Map.of(), new byte[1]);

        KeyRing without = promoted.without(List.of(current(rest)));

        assertThatExceptionOfType(SealException.class)
                .isThrownBy(() -> Jwe.open(without.openingKeys(), "darkroom-test", JOB, sealed));
        assertThat(without.sealingKeys().have(current(rest))).isFalse();
    }

    @Test
    void takesOutNoKeyThatIsInUse() {
        List<String> all = published.notes().stream().map(KeyNote::id).toList();

        assertThat(published.without(all).notes()).isEqualTo(published.notes());
    }

    @Test
    void comesBackFromItsFilesAfterEachStep() throws IOException {
        KeyRing before = rest;
        rest.write(pairs(), publics(), rest);
        for (KeyRing step : List.of(prepared, published, promoted, promoted.without(List.of(current(rest))))) {
            step.write(pairs(), publics(), before);
            before = KeyRing.read(pairs(), publics());
            assertThat(before.notes()).isEqualTo(step.notes());
            assertThat(before.step()).isEqualTo(step.step());
        }
        assertThat(Files.readString(pairs())).doesNotContain(current(rest));
        assertThat(Files.readString(publics())).doesNotContain("\"d\"");
    }

    @Test
    void goesOnAfterACrashBetweenTheFilesOfAStep() throws IOException {
        published.write(pairs(), publics(), published);
        promoted.openingKeys().write(pairs());

        KeyRing half = KeyRing.read(pairs(), publics());
        assertThat(current(half)).isEqualTo(current(rest));
        assertThat(half.step()).isEqualTo(KeyRing.Step.PROMOTE);
        assertThat(half.without(List.of(current(rest))).notes()).hasSize(2);

        assertThat(half.next(third, TIMES).notes()).isEqualTo(promoted.notes());
    }

    @Test
    void refusesFilesThatDoNotBelongTogether() throws IOException {
        rest.write(pairs(), publics(), rest);
        KeyRing.generate(START).sealingKeys().write(publics());

        assertThatIOException()
                .isThrownBy(() -> KeyRing.read(pairs(), publics()))
                .withMessageContaining("lacks the first key of");
    }

    @Test
    void leavesNoOldPrivateKeyInThePlaceOfTheFile() throws IOException {
        rest.write(pairs(), publics(), rest);
        Path sameFile = Files.createLink(folder.resolve("another name of it"), pairs());
        String written = Files.readString(sameFile);

        prepared.write(pairs(), publics(), rest);

        assertThat(Files.readAllBytes(sameFile))
                .hasSameSizeAs(written.getBytes(StandardCharsets.UTF_8))
                .containsOnly(0);
    }

    private Path pairs() {
        return folder.resolve("pairs");
    }

    private Path publics() {
        return folder.resolve("publics");
    }

    private static String current(KeyRing ring) {
        return ring.notes().get(0).id();
    }

    private static List<Role> roles(KeyRing ring) {
        return ring.notes().stream().map(KeyNote::role).toList();
    }

    private static List<String> published(KeyRing ring) {
        String json = ring.sealingKeys().toJson();
        assertThat(json).doesNotContain("\"d\"", "exp", "nbf", "iat");
        List<String> ids = new ArrayList<>();
        for (String part : json.split("\"kid\":\"")) {
            ids.add(part.substring(0, Math.max(0, part.indexOf('"'))));
        }
        return ids.subList(1, ids.size());
    }
}
