package io.darkroom.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.darkroom.core.crypto.OpeningKeys;
import io.darkroom.core.crypto.PictureSeal;
import io.darkroom.core.crypto.SealingKeys;
import io.darkroom.core.crypto.SeedSeal;
import io.darkroom.core.job.JobId;
import io.darkroom.core.privacy.PictureBytes;
import io.darkroom.e2e.system.RunningSystem;
import io.darkroom.e2e.system.SharedSystem;
import io.darkroom.local.keys.KeptRows;
import io.darkroom.local.keys.KeyDirectory;
import io.darkroom.local.keys.KeyUse;
import io.darkroom.local.keys.ResealLibrary;
import io.darkroom.local.keys.RotateKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Kept pictures are sealed to a new storage key, whatever comes between. The rows are this test's own, and so are the keys. */
@ExtendWith(SharedSystem.class)
class ResealIT {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final RunningSystem system;
    private final KeptRows rows;
    private final List<JobId> jobs = new ArrayList<>();

    @TempDir
    Path folder;

    private KeyDirectory keys;
    private SealingKeys old;

    ResealIT(RunningSystem system) {
        this.system = system;
        this.rows = new KeptRows(
                system.cluster().postgresUrl(),
                system.cluster().postgresUser(),
                system.cluster().postgresPassword());
    }

    @BeforeEach
    void rotate() {
        keys = new KeyDirectory(folder);
        keys.complete(NOW);
        old = keys.ring(KeyUse.STORAGE).sealingKeys();
        RotateKeys rotation = new RotateKeys(keys, InstantSource.fixed(NOW), Duration.ZERO, line -> {});
        for (int step = 0; step < 3; step++) {
            rotation.step(KeyUse.STORAGE, true);
        }
    }

    @AfterEach
    void clear() {
        jobs.forEach(job -> system.database().run("DELETE FROM retained_image WHERE job_id = ?", job.value()));
    }

    @Test
    void sealsWhatIsSealedToAnOldKeyAndLeavesTheRestAsItIs() {
        SealingKeys owners = OpeningKeys.generate().sealingKeys();
        JobId kept = keep(old, "a", 7);
        JobId seedless = keep(old, "b", 6);
        system.database().run("UPDATE retained_image SET sealed_seed = NULL WHERE job_id = ?", seedless.value());
        JobId owned = keep(owners, "c", 8);
        JobId fresh = keep(keys.ring(KeyUse.STORAGE).sealingKeys(), "d", 9);
        JobId altered = keep(old, "e", 10);
        system.database().run("UPDATE retained_image SET number = 1 WHERE job_id = ?", altered.value());
        List<Map<String, String>> untouched =
                Stream.of(owned, fresh, altered).map(this::row).toList();

        ResealLibrary.Report report = new ResealLibrary(keys, rows).run((done, all) -> {});

        assertThat(List.of(report.sealed(), report.broken(), report.left())).containsExactly(2L, 1L, 1L);
        assertThat(report.foreign()).isPositive();
        assertOpens(kept, "a", 7);
        assertThat(assertOpens(seedless, "b")).containsEntry("sealed_seed", "null");
        assertThat(Stream.of(owned, fresh, altered).map(this::row).toList()).isEqualTo(untouched);
        assertThat(new ResealLibrary(keys, rows).run((done, all) -> {}).sealed())
                .isZero();
    }

    @Test
    void goesOnWhereItWasBrokenOff() {
        for (int i = 0; i < 130; i++) {
            keep(old, "picture " + i, i);
        }

        assertThatIllegalStateException()
                .isThrownBy(() -> new ResealLibrary(keys, rows).run((done, all) -> {
                    throw new IllegalStateException("broken off after " + done + " of " + all);
                }));

        assertThat(rows.sealedTo(List.of(old.currentKeyId()))).isEqualTo(30);
        ResealLibrary.Report report = new ResealLibrary(keys, rows).run((done, all) -> {});
        assertThat(List.of(report.sealed(), report.left())).containsExactly(30L, 0L);
        for (int i = 0; i < 130; i++) {
            assertOpens(jobs.get(i), "picture " + i, i);
        }
    }

    @Test
    void twoDoItAtTheSameTimeAndNothingTwice() {
        for (int i = 0; i < 60; i++) {
            keep(old, "picture " + i, i);
        }

        CompletableFuture<ResealLibrary.Report> other =
                CompletableFuture.supplyAsync(() -> new ResealLibrary(keys, rows).run((done, all) -> {}));
        long sealed = new ResealLibrary(keys, rows).run((done, all) -> {}).sealed();
        sealed += other.join().sealed();

        assertThat(sealed + rows.sealedTo(List.of(old.currentKeyId()))).isEqualTo(60);
        new ResealLibrary(keys, rows).run((done, all) -> {});
        assertThat(rows.sealedTo(List.of(old.currentKeyId()))).isZero();
    }

    private JobId keep(SealingKeys key, String picture, long seed) {
        JobId job = JobId.random();
        jobs.add(job);
        system.database()
                .run(
                        "INSERT INTO retained_image (job_id, number, owner, model, width, height, key_id, sealed_picture, "
                                + "sealed_seed) VALUES (?, 0, 'nobody', 'shapes', 8, 8, ?, ?, ?)",
                        job.value(),
                        key.currentKeyId(),
                        PictureSeal.seal(key, job, 0, PictureBytes.takingOver(picture.getBytes(UTF_8))),
                        SeedSeal.seal(key, job, seed));
        return job;
    }

    private Map<String, String> row(JobId job) {
        return system.database()
                .rows("SELECT key_id, sealed_picture, sealed_seed FROM retained_image WHERE job_id = ?", job.value())
                .get(0);
    }

    private void assertOpens(JobId job, String picture, long seed) {
        Map<String, String> row = assertOpens(job, picture);
        assertThat(SeedSeal.open(newKeyAlone(), job, column(row, "sealed_seed")))
                .isEqualTo(seed);
    }

    private Map<String, String> assertOpens(JobId job, String picture) {
        OpeningKeys opening = newKeyAlone();
        Map<String, String> row = row(job);
        assertThat(row).containsEntry("key_id", opening.sealingKeys().currentKeyId());
        try (PictureBytes opened = PictureSeal.open(opening, job, 0, column(row, "sealed_picture"))) {
            assertThat(opened.revealBytes()).asString(UTF_8).isEqualTo(picture);
        }
        return row;
    }

    private static String column(Map<String, String> row, String name) {
        return Objects.requireNonNull(row.get(name));
    }

    private OpeningKeys newKeyAlone() {
        return keys.ring(KeyUse.STORAGE).without(List.of(old.currentKeyId())).openingKeys();
    }
}
