package io.darkroom.worker.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.darkroom.core.job.DeliveryMode;
import io.darkroom.core.job.FailureCode;
import io.darkroom.core.job.JobId;
import io.darkroom.core.job.JobSpec;
import io.darkroom.core.job.Lane;
import io.darkroom.core.wire.KeyPartDigest;
import io.darkroom.core.wire.RedisKeys;
import io.darkroom.redis.server.Redis;
import io.darkroom.worker.announce.WorkerId;
import io.darkroom.worker.deliver.Claim;
import io.darkroom.worker.deliver.ClaimAnswer;
import io.darkroom.worker.deliver.Standing;
import io.quarkus.redis.datasource.RedisDataSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scripts in a real Redis: who may change a job, and what is made of one that is damaged. */
class RedisJobChannelIT {
    @RegisterExtension
    static final Redis REDIS = new Redis();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JobSpec SPEC =
            new JobSpec("shapes", 64, 64, 2, 5, "euler", 2, Lane.BULK, true, DeliveryMode.TTL, 60);
    private static final Optional<KeyPartDigest> NO_DIGEST = Optional.empty();
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final JobId job = JobId.random();
    private RedisDataSource redis = REDIS.dataSource();
    private RedisJobChannel one = channel();
    private RedisJobChannel another = channel();

    private RedisJobChannel channel() {
        return new RedisJobChannel(REDIS.commands(), new WorkerId());
    }

    @BeforeEach
    void queued() throws JsonProcessingException {
        redis.hash(String.class)
                .hset(
                        RedisKeys.job(job),
                        Map.of(
                                "state", "queued",
                                "owner", "someone",
                                "spec", JSON.writeValueAsString(SPEC),
                                "created", "1000",
                                "deadline", "61000",
                                "retain", "1"));
        redis.value(String.class).psetex(RedisKeys.keyPart(job), MINUTE.toMillis(), "part");
        redis.sortedSet(String.class).zadd(RedisKeys.waiting("shapes", Lane.BULK), 1000, job.toString());
    }

    @Test
    void aClaimTellsEverythingThatDrawingTakes() {
        Claim claim = claim(one);

        assertThat(claim.attempt()).isEqualTo(1);
        assertThat(claim.failures()).isZero();
        assertThat(claim.vanished()).isZero();
        assertThat(claim.keyPart()).isEqualTo("part");
        assertThat(claim.spec()).isEqualTo(SPEC);
        assertThat(claim.owner()).isEqualTo("someone");
        assertThat(claim.deadline()).hasToString("1970-01-01T00:01:01Z");
        assertThat(claim.timeLeft()).isPositive().isLessThanOrEqualTo(MINUTE);
        assertThat(redis.sortedSet(String.class).zrange(RedisKeys.waiting("shapes", Lane.BULK), 0, -1))
                .doesNotContain(job.toString());
    }

    @Test
    void allLanesAreAskedAboutAtOnce() {
        redis.sortedSet(String.class).zadd(RedisKeys.waiting("other", Lane.INTERACTIVE), 1000, job.toString());

        Map<String, Set<Lane>> waiting = one.waiting(List.of("idle", "shapes", "other"));

        assertThat(waiting)
                .containsOnly(Map.entry("shapes", Set.of(Lane.BULK)), Map.entry("other", Set.of(Lane.INTERACTIVE)));
    }

    @Test
    void noneIsWaitedInIfNoJobWaits() {
        assertThat(one.waiting(List.of("idle"))).isEmpty();
    }

    @Test
    void whoLostTheJobChangesNothing() {
        Claim late = claim(one);
        Claim current = claim(another);
        Map<String, String> before = hash();

        assertThat(one.isOurs(late)).isFalse();
        assertThat(one.begin(late)).isFalse();
        assertThat(one.progress(late, 1, 2)).isFalse();
        assertThat(one.picture(late, 0, "sealed")).isFalse();
        assertThat(one.giveBack(late, true)).isFalse();
        assertThat(one.succeed(late, 0, "sealed")).isFalse();
        assertThat(one.succeed(late)).isFalse();
        assertThat(one.expire(late)).isFalse();
        assertThat(one.fail(late, FailureCode.MODEL_ERROR)).isFalse();

        assertThat(hash()).isEqualTo(before);
        assertThat(redis.key().exists(RedisKeys.image(job, 0))).isFalse();
        assertThat(redis.key().exists(RedisKeys.keyPart(job))).isTrue();
        assertThat(another.isOurs(current)).isTrue();
        assertThat(another.succeed(current)).isTrue();
    }

    @Test
    void anAttemptThatBeganAndWasTakenOverCountsAsVanished() {
        assertThat(one.begin(claim(one))).isTrue();

        assertThat(claim(another).vanished()).isEqualTo(1);
    }

    @Test
    void anAttemptThatNeverBeganDoesNotCount() {
        claim(one);

        assertThat(claim(another).vanished()).isZero();
    }

    @Test
    void anAttemptOfTheVeryWorkerThatClaimsAgainDoesNotCount() {
        assertThat(one.begin(claim(one))).isTrue();

        assertThat(claim(one).vanished()).isZero();
    }

    @Test
    void anAttemptWhoseWorkerTurnsOutToLiveDoesNotCountAnyMore() {
        Claim first = claim(one);
        one.begin(first);
        Claim second = claim(another);
        another.begin(second);
        Claim third = claim(one);
        assertThat(third.vanished()).isEqualTo(2);

        one.lost(first);
        one.lost(first);

        assertThat(claim(one).vanished()).isEqualTo(1);
        another.lost(second);
        assertThat(claim(one).vanished()).isZero();
    }

    @Test
    void givenBackItCountsWhatFailedAndNothingElse() {
        assertThat(one.giveBack(claim(one), false)).isTrue();
        assertThat(one.giveBack(claim(one), true)).isTrue();

        Claim third = claim(one);

        assertThat(third.attempt()).isEqualTo(3);
        assertThat(third.failures()).isEqualTo(1);
        assertThat(third.vanished()).isZero();
    }

    @Test
    void theLastPictureEndsTheJob() {
        Claim claim = claim(one);
        one.picture(claim, 0, "first");

        assertThat(one.succeed(claim, 1, "second")).isTrue();

        assertThat(hash()).containsEntry("state", "succeeded").containsEntry("drawn", "2");
        assertThat(redis.value(String.class).get(RedisKeys.image(job, 1))).isEqualTo("second");
        assertThat(redis.key().ttl(RedisKeys.image(job, 1))).isBetween(1L, 60L);
        assertThat(redis.key().exists(RedisKeys.keyPart(job))).isFalse();
    }

    @Test
    void picturesLiveAsLongAsTheJobSaysOnceItHasSucceeded() {
        Claim claim = claim(one);
        one.picture(claim, 0, "first");
        one.picture(claim, 1, "second");

        assertThat(one.succeed(claim)).isTrue();

        assertThat(redis.key().exists(RedisKeys.keyPart(job))).isFalse();
        assertThat(redis.key().ttl(RedisKeys.image(job, 1))).isBetween(1L, 60L);
        assertThat(Long.parseLong(hash().get("expires")) - Long.parseLong(hash().get("ended")))
                .isEqualTo(60_000);
    }

    @Test
    void aJobThatEndsBadlyLeavesNothingToRead() {
        Claim claim = claim(one);
        one.picture(claim, 0, "first");

        assertThat(one.fail(claim, FailureCode.OUT_OF_MEMORY)).isTrue();

        assertThat(redis.key().exists(RedisKeys.keyPart(job), RedisKeys.image(job, 0)))
                .isZero();
        assertThat(hash()).containsEntry("state", "failed").containsEntry("code", "out_of_memory");
        assertThat(one.standing(job)).isEqualTo(Standing.DISCARDED);
    }

    @Test
    void aJobWaitsUntilItIsClaimedAndIsUnknownOnceItIsLost() {
        assertThat(one.standing(job)).isEqualTo(Standing.WAITS);
        claim(one);
        assertThat(one.standing(job)).isEqualTo(Standing.SETTLED);

        redis.key().del(RedisKeys.job(job), RedisKeys.keyPart(job));

        assertThat(one.standing(job)).isEqualTo(Standing.UNKNOWN);
    }

    @Test
    void aJobThatNobodyDrewByItsDeadlineKeepsNothing() {
        redis.key().del(RedisKeys.keyPart(job));

        assertThat(one.standing(job)).isEqualTo(Standing.DISCARDED);
    }

    @Test
    void aStateOfWhichNobodyKnowsLeavesEverythingAsItIs() {
        redis.hash(String.class).hset(RedisKeys.job(job), "state", "dreaming");

        assertThat(one.standing(job)).isEqualTo(Standing.SETTLED);
    }

    @Test
    void aRecordOfAnotherQueueDoesNotTouchTheJob() {
        Map<String, String> before = hash();

        assertThat(one.claim(job, "other", Lane.BULK, NO_DIGEST)).isEqualTo(new ClaimAnswer.Foreign());
        assertThat(one.claim(job, "shapes", Lane.INTERACTIVE, NO_DIGEST)).isEqualTo(new ClaimAnswer.Foreign());

        assertThat(hash()).isEqualTo(before);
    }

    @Test
    void aRecordOfAnEarlierRequestUnderTheSameIdDoesNotTouchTheJob() {
        redis.hash(String.class)
                .hset(RedisKeys.job(job), "digest", KeyPartDigest.of("part").hex());
        Map<String, String> before = hash();

        assertThat(one.claim(job, "shapes", Lane.BULK, Optional.of(KeyPartDigest.of("earlier part"))))
                .isEqualTo(new ClaimAnswer.Stale());

        assertThat(hash()).isEqualTo(before);
        assertThat(one.standing(job)).isEqualTo(Standing.WAITS);
        assertThat(one.claim(job, "shapes", Lane.BULK, Optional.of(KeyPartDigest.of("part"))))
                .isInstanceOf(Claim.class);
    }

    @Test
    void aRecordOrAJobOfAnEarlierVersionHasNoDigestAndIsClaimedAllTheSame() {
        assertThat(one.claim(job, "shapes", Lane.BULK, Optional.of(KeyPartDigest.of("part"))))
                .isInstanceOf(Claim.class);
        redis.hash(String.class)
                .hset(RedisKeys.job(job), "digest", KeyPartDigest.of("part").hex());

        assertThat(claim(another).attempt()).isEqualTo(2);
    }

    @Test
    void aJobThatIsOverIsNotClaimed() {
        one.succeed(claim(one));
        assertThat(one.claim(job, "shapes", Lane.BULK, NO_DIGEST)).isEqualTo(new ClaimAnswer.Over());

        assertThat(one.claim(JobId.random(), "shapes", Lane.BULK, NO_DIGEST)).isEqualTo(new ClaimAnswer.Over());
    }

    @ParameterizedTest
    @MethodSource
    void aJobThatIsDamagedFails(String field, String value) {
        redis.hash(String.class).hset(RedisKeys.job(job), field, value);

        assertThat(one.claim(job, "shapes", Lane.BULK, NO_DIGEST)).isEqualTo(new ClaimAnswer.Damaged());

        assertThat(hash()).containsEntry("state", "failed").containsEntry("code", "job_unreadable");
        assertThat(redis.key().exists(RedisKeys.keyPart(job))).isFalse();
    }

    static Stream<String[]> aJobThatIsDamagedFails() {
        return Stream.of(
                new String[] {"spec", "{\"model\": \"shapes\", \"lane\": \"bulk\", \"wid"},
                new String[] {"spec", "{\"model\": \"shapes\", \"lane\": \"bulk\", \"width\": \"wide\"}"},
                new String[] {"spec", ""},
                new String[] {"spec", "17"},
                new String[] {"spec", "{}"},
                new String[] {"spec", "{\"model\": \"shapes\", \"lane\": 1}"},
                new String[] {"deadline", "tomorrow"},
                new String[] {"attempt", "first"},
                new String[] {"failures", "-1"},
                new String[] {"drawn", "1.5"});
    }

    @Test
    void aJobWithoutAnOwnerOrADeadlineFails() {
        redis.hash(String.class).hdel(RedisKeys.job(job), "owner", "deadline");

        assertThat(one.claim(job, "shapes", Lane.BULK, NO_DIGEST)).isEqualTo(new ClaimAnswer.Damaged());
        assertThat(hash()).containsEntry("code", "job_unreadable");
    }

    @Test
    void aKeyPartOfTheWrongTypeFailsItsJob() {
        redis.key().del(RedisKeys.keyPart(job));
        redis.list(String.class).lpush(RedisKeys.keyPart(job), "part");

        assertThat(one.claim(job, "shapes", Lane.BULK, NO_DIGEST)).isEqualTo(new ClaimAnswer.Damaged());

        assertThat(hash()).containsEntry("code", "job_unreadable");
        assertThat(redis.key().exists(RedisKeys.keyPart(job))).isFalse();
    }

    @Test
    void aJobOfTheWrongTypeGoes() {
        redis.key().del(RedisKeys.job(job));
        redis.value(String.class).set(RedisKeys.job(job), "queued");

        assertThat(one.claim(job, "shapes", Lane.BULK, NO_DIGEST)).isEqualTo(new ClaimAnswer.Damaged());

        assertThat(redis.key().exists(RedisKeys.job(job), RedisKeys.keyPart(job)))
                .isZero();
    }

    private Claim claim(RedisJobChannel channel) {
        return (Claim) channel.claim(job, "shapes", Lane.BULK, NO_DIGEST);
    }

    private Map<String, String> hash() {
        return redis.hash(String.class).hgetall(RedisKeys.job(job));
    }
}
