package io.darkroom.api.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.core.job.JobState;
import io.darkroom.core.receipt.Holding;
import io.darkroom.core.receipt.Holding.Place;
import io.darkroom.core.receipt.Holding.Thing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private static final Instant SUBMITTED = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant ENDED = SUBMITTED.plusSeconds(10);
    private static final Instant EXPIRES = ENDED.plusSeconds(900);
    private static final Instant DELETED = ENDED.plusSeconds(60);
    private static final Instant NOW = ENDED.plusSeconds(120);
    private static final Instant UNTIL = NOW.plusSeconds(3600);
    private static final JobTrace.Times SUCCEEDED =
            new JobTrace.Times(SUBMITTED, SUBMITTED.plusSeconds(600), ENDED, EXPIRES, null);

    @Test
    void ofASucceededJobItsPicturesAreHeldUntilTheirTimeIsOver() {
        List<Holding> found = find(trace(JobState.SUCCEEDED, SUCCEEDED, Map.of(0, EXPIRES)));

        assertThat(found)
                .containsExactly(
                        Holding.destroyed(Thing.KEY_PART, Place.REDIS, ENDED),
                        Holding.unreadable(
                                Thing.SEALED_PROMPT,
                                Place.KAFKA,
                                ENDED,
                                ENDED.plus(Duration.ofDays(7)).plusSeconds(3600)),
                        Holding.held(Thing.SEALED_SEED, Place.REDIS, UNTIL),
                        Holding.held(Thing.SEALED_PICTURE, Place.REDIS, EXPIRES).ofPicture(0),
                        Holding.held(Thing.SETTINGS, Place.REDIS, UNTIL));
    }

    @Test
    void aPictureThatWasReadOnceWentWhenItWasRead() {
        JobTrace trace = new JobTrace(
                JobState.SUCCEEDED,
                null,
                false,
                NOW,
                UNTIL,
                SUCCEEDED,
                false,
                true,
                2,
                Map.of(1, EXPIRES),
                Map.of(0, ENDED.plusSeconds(5)),
                Optional.empty());

        assertThat(find(trace))
                .contains(pictureDestroyed(ENDED.plusSeconds(5)))
                .contains(
                        Holding.held(Thing.SEALED_PICTURE, Place.REDIS, EXPIRES).ofPicture(1));
    }

    @Test
    void aPictureWhoseTimeIsOverWentThen() {
        JobTrace.Times times = new JobTrace.Times(SUBMITTED, null, ENDED, ENDED.plusSeconds(20), null);

        assertThat(find(trace(JobState.SUCCEEDED, times, Map.of()))).contains(pictureDestroyed(ENDED.plusSeconds(20)));
    }

    @Test
    void aPictureOfWhichNobodyKnowsWhenItWentIsSaidNotToBeThere() {
        assertThat(find(trace(JobState.SUCCEEDED, SUCCEEDED, Map.of())))
                .contains(Holding.absent(Thing.SEALED_PICTURE, Place.REDIS, NOW).ofPicture(0));
    }

    @Test
    void aFailedJobLostItsPicturesWhenItFailed() {
        assertThat(find(trace(JobState.FAILED, SUCCEEDED, Map.of()))).contains(pictureDestroyed(ENDED));
    }

    @Test
    void ofADeletedJobThePicturesWentWithItAndItsKeyPartBefore() {
        JobTrace.Times times = new JobTrace.Times(SUBMITTED, null, ENDED, EXPIRES, DELETED);

        assertThat(find(deleted(JobState.SUCCEEDED, times)))
                .contains(
                        Holding.destroyed(Thing.KEY_PART, Place.REDIS, ENDED),
                        pictureDestroyed(DELETED),
                        Holding.destroyed(Thing.SETTINGS, Place.REDIS, DELETED),
                        Holding.held(Thing.TOMBSTONE, Place.REDIS, UNTIL));
    }

    @Test
    void ofAJobDeletedAfterItFailedThePicturesHadGoneBefore() {
        JobTrace.Times times = new JobTrace.Times(SUBMITTED, null, ENDED, ENDED.plusSeconds(3600), DELETED);

        assertThat(find(deleted(JobState.FAILED, times))).contains(pictureDestroyed(ENDED));
    }

    @Test
    void ofAJobDeletedAfterItsTimeThePicturesHadGoneBefore() {
        JobTrace.Times times = new JobTrace.Times(SUBMITTED, null, ENDED, DELETED.minusSeconds(1), DELETED);

        assertThat(find(deleted(JobState.SUCCEEDED, times))).contains(pictureDestroyed(DELETED.minusSeconds(1)));
    }

    @Test
    void aJobDeletedWhileItWaitedLostItsKeyPartThen() {
        JobTrace.Times times = new JobTrace.Times(SUBMITTED, null, null, null, DELETED);

        assertThat(find(deleted(JobState.QUEUED, times)))
                .contains(Holding.destroyed(Thing.KEY_PART, Place.REDIS, DELETED))
                .anyMatch(holding -> holding.place() == Place.KAFKA && DELETED.equals(holding.at()));
    }

    @Test
    void ofAJobThatPassedItsDeadlineNobodyNotedWhen() {
        JobTrace.Times times = new JobTrace.Times(SUBMITTED, SUBMITTED.plusSeconds(30), null, null, null);

        assertThat(find(trace(JobState.QUEUED, times, Map.of())))
                .contains(Holding.absent(Thing.KEY_PART, Place.REDIS, NOW))
                .anyMatch(holding -> holding.place() == Place.KAFKA && NOW.equals(holding.at()));
    }

    @Test
    void aRecordIsGoneWhereTheLogHasBeenClearedBeyondTheJobsEnd() {
        assertThat(find(withLog(ENDED.plusSeconds(61))))
                .contains(Holding.absent(Thing.SEALED_PROMPT, Place.KAFKA, NOW));
    }

    @Test
    void aRecordMayBeThereUntilTheLogHasBeenClearedAMinuteBeyondTheJobsEnd() {
        assertThat(find(withLog(ENDED.plusSeconds(60))))
                .contains(Holding.unreadable(Thing.SEALED_PROMPT, Place.KAFKA, ENDED, ENDED.plus(Duration.ofHours(9))));
    }

    @Test
    void whatWasToBeKeptIsKeptAndItsRecordIsNoiseWhereTheRowHasGoneToo() {
        List<Holding> found = new Findings(
                        trace(JobState.SUCCEEDED, SUCCEEDED, Map.of(0, EXPIRES)),
                        Optional.of(new LibraryTrace(false, List.of(0))))
                .all();

        assertThat(found)
                .contains(
                        Holding.absent(Thing.KEY_PART, Place.POSTGRESQL, NOW),
                        Holding.kept(Thing.SEALED_PICTURE, Place.POSTGRESQL).ofPicture(0))
                .anyMatch(holding -> holding.fate() == Holding.Fate.UNREADABLE && NOW.equals(holding.at()));
    }

    @Test
    void aRecordIsNoNoiseWhileTheRowIsThere() {
        List<Holding> found = new Findings(
                        trace(JobState.FAILED, SUCCEEDED, Map.of()), Optional.of(new LibraryTrace(true, List.of())))
                .all();

        assertThat(found)
                .contains(
                        Holding.held(Thing.KEY_PART, Place.POSTGRESQL, SUBMITTED.plusSeconds(610)),
                        Holding.absent(Thing.SEALED_PICTURE, Place.POSTGRESQL, NOW)
                                .ofPicture(0))
                .anyMatch(holding -> holding.place() == Place.KAFKA && holding.fate() == Holding.Fate.HELD)
                .noneMatch(holding -> holding.fate() == Holding.Fate.UNREADABLE);
    }

    private static Holding pictureDestroyed(Instant at) {
        return Holding.destroyed(Thing.SEALED_PICTURE, Place.REDIS, at).ofPicture(0);
    }

    private static List<Holding> find(JobTrace trace) {
        return new Findings(trace, Optional.empty()).all();
    }

    private static JobTrace trace(JobState state, JobTrace.Times times, Map<Integer, Instant> present) {
        return trace(state, null, times, present, Optional.empty());
    }

    private static JobTrace deleted(JobState before, JobTrace.Times times) {
        return trace(JobState.CANCELLED, before, times, Map.of(), Optional.empty());
    }

    private static JobTrace withLog(Instant cleared) {
        return trace(
                JobState.SUCCEEDED,
                null,
                SUCCEEDED,
                Map.of(),
                Optional.of(new JobTrace.Log(cleared, Duration.ofHours(8).toMillis())));
    }

    private static JobTrace trace(
            JobState state,
            @Nullable JobState before,
            JobTrace.Times times,
            Map<Integer, Instant> present,
            Optional<JobTrace.Log> log) {
        boolean seed = state == JobState.SUCCEEDED;
        return new JobTrace(state, before, false, NOW, UNTIL, times, false, seed, 1, present, Map.of(), log);
    }
}
