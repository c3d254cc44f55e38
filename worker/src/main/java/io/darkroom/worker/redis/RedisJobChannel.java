package io.darkroom.worker.redis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.darkroom.core.job.FailureCode;
import io.darkroom.core.job.JobId;
import io.darkroom.core.job.JobSpec;
import io.darkroom.core.job.JobState;
import io.darkroom.core.job.Lane;
import io.darkroom.core.wire.LuaScript;
import io.darkroom.core.wire.RedisKeys;
import io.darkroom.core.wire.Retention;
import io.darkroom.worker.announce.WorkerId;
import io.darkroom.worker.deliver.Claim;
import io.darkroom.worker.deliver.JobChannel;
import io.quarkus.redis.datasource.RedisDataSource;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The job's hash and its companions in Redis; each change is one script of {@code /redis}. */
@ApplicationScoped
public class RedisJobChannel implements JobChannel {
    private static final LuaScript CLAIM = LuaScript.of(RedisJobChannel.class, "claim");
    private static final LuaScript PROGRESS = LuaScript.of(RedisJobChannel.class, "progress");
    private static final LuaScript PICTURE = LuaScript.of(RedisJobChannel.class, "picture");
    private static final LuaScript SUCCEED = LuaScript.of(RedisJobChannel.class, "succeed");
    private static final LuaScript END = LuaScript.of(RedisJobChannel.class, "end");
    private static final LuaScript GIVE_BACK = LuaScript.of(RedisJobChannel.class, "give_back");

    private final RedisDataSource redis;
    private final ObjectMapper json;
    private final WorkerId worker;
    private final Clock clock;

    /** Uses the service's Redis. */
    public RedisJobChannel(RedisDataSource redis, ObjectMapper json, WorkerId worker, Clock clock) {
        this.redis = redis;
        this.json = json;
        this.worker = worker;
        this.clock = clock;
    }

    @Override
    public Optional<Claim> claim(JobId job, String model, Lane lane) {
        List<String> keys = List.of(RedisKeys.job(job), RedisKeys.keyPart(job), RedisKeys.waiting(model, lane));
        return Optional.ofNullable(run(CLAIM, keys, List.of(job, worker.value())))
                .map(answer -> claim(job, answer));
    }

    private Claim claim(JobId job, Response answer) {
        int attempt = Integer.parseInt(answer.get(0).toString());
        int givenBack = Integer.parseInt(answer.get(1).toString());
        return new Claim(
                job,
                attempt,
                attempt - givenBack,
                Integer.parseInt(answer.get(2).toString()),
                answer.get(3).toString(),
                spec(answer.get(4).toString()),
                answer.get(5).toString(),
                Instant.ofEpochMilli(Long.parseLong(answer.get(6).toString())));
    }

    private JobSpec spec(String text) {
        try {
            return json.readValue(text, JobSpec.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a job's spec cannot be read: API and worker differ in version");
        }
    }

    @Override
    public boolean isDeletedFromLibrary(JobId job) {
        Map<String, String> hash = redis.hash(String.class).hmget(RedisKeys.job(job), "state", "retain");
        return JobState.CANCELLED.wireName().equals(hash.get("state")) && "1".equals(hash.get("retain"));
    }

    @Override
    public boolean progress(Claim claim, int step, int steps) {
        return tookEffect(
                run(PROGRESS, List.of(RedisKeys.job(claim.job())), List.of(claim.job(), claim.attempt(), step, steps)));
    }

    @Override
    public boolean picture(Claim claim, int number, String sealed) {
        return tookEffect(run(
                PICTURE,
                List.of(RedisKeys.job(claim.job()), RedisKeys.image(claim.job(), number)),
                List.of(claim.job(), claim.attempt(), number, sealed, timeToLive(claim))));
    }

    @Override
    public boolean succeed(Claim claim) {
        return tookEffect(run(
                SUCCEED,
                everythingOf(claim),
                List.of(
                        claim.job(),
                        claim.attempt(),
                        clock.millis(),
                        timeToLive(claim),
                        Retention.TOMBSTONE.toMillis())));
    }

    @Override
    public boolean fail(Claim claim, FailureCode code) {
        return end(claim, JobState.FAILED, code.wireName());
    }

    @Override
    public boolean expire(Claim claim) {
        return end(claim, JobState.EXPIRED, "");
    }

    private boolean end(Claim claim, JobState state, String code) {
        return tookEffect(run(
                END,
                everythingOf(claim),
                List.of(
                        claim.job(),
                        claim.attempt(),
                        clock.millis(),
                        state.wireName(),
                        code,
                        Retention.TOMBSTONE.toMillis())));
    }

    @Override
    public boolean giveBack(Claim claim, boolean counts) {
        JobSpec spec = claim.spec();
        return tookEffect(run(
                GIVE_BACK,
                List.of(RedisKeys.job(claim.job()), RedisKeys.waiting(spec.model(), spec.lane())),
                List.of(claim.job(), claim.attempt(), counts ? 0 : 1)));
    }

    private static List<String> everythingOf(Claim claim) {
        List<String> keys = new ArrayList<>();
        keys.add(RedisKeys.job(claim.job()));
        keys.add(RedisKeys.keyPart(claim.job()));
        IntStream.range(0, claim.spec().images())
                .mapToObj(number -> RedisKeys.image(claim.job(), number))
                .forEach(keys::add);
        return keys;
    }

    private static long timeToLive(Claim claim) {
        return claim.spec().ttlSeconds() * 1000L;
    }

    private static boolean tookEffect(@Nullable Response answer) {
        return answer != null && answer.toInteger() == 1;
    }

    private @Nullable Response run(LuaScript script, List<String> keys, List<?> arguments) {
        return redis.execute("EVAL", script.words(keys, arguments));
    }
}
