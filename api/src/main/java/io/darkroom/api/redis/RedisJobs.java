package io.darkroom.api.redis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.darkroom.api.problem.ErrorCode;
import io.darkroom.api.problem.ProblemException;
import io.darkroom.api.status.JobRecord;
import io.darkroom.api.status.JobRecords;
import io.darkroom.api.status.JobSnapshot;
import io.darkroom.api.submit.AcceptedJob;
import io.darkroom.api.submit.AcceptedJobs;
import io.darkroom.api.submit.IdempotencyKey;
import io.darkroom.core.job.JobId;
import io.darkroom.core.job.JobSpec;
import io.darkroom.core.wire.LuaScript;
import io.darkroom.core.wire.RedisKeys;
import io.darkroom.core.wire.Retention;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.RedisDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Jobs in Redis. Every change is one script of {@code /redis}, so that nothing is ever half there. */
@ApplicationScoped
public class RedisJobs implements AcceptedJobs, JobRecords {
    private static final LuaScript ACCEPT = LuaScript.of(RedisJobs.class, "accept");
    private static final LuaScript QUEUED = LuaScript.of(RedisJobs.class, "queued");
    private static final LuaScript ABANDON = LuaScript.of(RedisJobs.class, "abandon");
    private static final LuaScript DELETE = LuaScript.of(RedisJobs.class, "delete");
    private static final String NO_KEY = "";

    private final RedisDataSource redis;
    private final ReactiveRedisDataSource reactive;
    private final ObjectMapper json;

    /** Uses the service's Redis. */
    public RedisJobs(RedisDataSource redis, ReactiveRedisDataSource reactive, ObjectMapper json) {
        this.redis = redis;
        this.reactive = reactive;
        this.json = json;
    }

    @Override
    public Optional<JobId> earlier(IdempotencyKey key) {
        String found = RedisCall.of(() -> redis.value(String.class).get(RedisKeys.idempotency(key.name())));
        if (found == null) {
            return Optional.empty();
        }
        String[] words = found.split(" ", 2);
        if (!words[0].equals(key.fingerprint())) {
            throw ProblemException.of(
                    ErrorCode.IDEMPOTENCY_KEY_REUSED, "This \"Idempotency-Key\" came with another body before");
        }
        return JobId.parse(words[1]);
    }

    @Override
    public void accept(AcceptedJob job, Optional<IdempotencyKey> key) {
        Duration untilDeadline = Duration.between(job.created(), job.deadline());
        Duration life = untilDeadline.plusSeconds(job.spec().ttlSeconds()).plus(Retention.TOMBSTONE);
        Response answer = RedisCall.of(() -> run(
                ACCEPT,
                List.of(
                        RedisKeys.job(job.id()),
                        RedisKeys.keyPart(job.id()),
                        RedisKeys.jobsOf(job.owner()),
                        RedisKeys.waiting(job.spec().model(), job.spec().lane()),
                        key.map(k -> RedisKeys.idempotency(k.name())).orElse(NO_KEY)),
                List.of(
                        job.id(),
                        job.owner(),
                        text(job.spec()),
                        job.created().toEpochMilli(),
                        job.deadline().toEpochMilli(),
                        job.keyPart(),
                        job.sealedSeed(),
                        job.spec().retain() ? 1 : 0,
                        untilDeadline.toMillis(),
                        life.toMillis(),
                        key.map(IdempotencyKey::fingerprint).orElse(""))));
        if (answer == null || answer.toInteger() != 1) {
            throw ProblemException.passing(
                    ErrorCode.REQUEST_IN_PROGRESS,
                    "A request with this \"Idempotency-Key\" is in progress",
                    Duration.ofSeconds(1));
        }
    }

    @Override
    public void queued(AcceptedJob job) {
        RedisCall.of(() -> run(QUEUED, List.of(RedisKeys.job(job.id())), List.of(job.id())));
    }

    @Override
    public void abandon(AcceptedJob job, Optional<IdempotencyKey> key) {
        RedisCall.of(() -> run(
                ABANDON,
                List.of(
                        RedisKeys.job(job.id()),
                        RedisKeys.keyPart(job.id()),
                        key.map(k -> RedisKeys.idempotency(k.name())).orElse(NO_KEY),
                        RedisKeys.jobsOf(job.owner()),
                        RedisKeys.waiting(job.spec().model(), job.spec().lane())),
                List.of(job.id())));
    }

    @Override
    public Optional<JobRecord> find(JobId id) {
        return record(id, RedisCall.of(() -> redis.hash(String.class).hgetall(RedisKeys.job(id))));
    }

    @Override
    public Uni<Optional<JobRecord>> findLater(JobId id) {
        return reactive.hash(String.class).hgetall(RedisKeys.job(id)).map(hash -> record(id, hash));
    }

    @Override
    public List<JobSnapshot> latest(String owner, int limit) {
        List<JobSnapshot> jobs = new ArrayList<>();
        for (String id : newest(owner, limit)) {
            Optional<JobRecord> record = JobId.parse(id).flatMap(this::find);
            if (record.isPresent() && record.get() instanceof JobRecord.Live live) {
                jobs.add(live.job());
            }
        }
        return jobs;
    }

    private List<String> newest(String owner, int limit) {
        Response ids = RedisCall.of(
                () -> redis.execute("ZREVRANGE", RedisKeys.jobsOf(owner), "0", Integer.toString(limit - 1)));
        List<String> list = new ArrayList<>();
        if (ids != null) {
            ids.forEach(id -> list.add(id.toString()));
        }
        return list;
    }

    @Override
    public OptionalLong ahead(JobSnapshot job) {
        String queue = RedisKeys.waiting(job.spec().model(), job.spec().lane());
        Response rank =
                RedisCall.of(() -> redis.execute("ZRANK", queue, job.id().toString()));
        return rank == null ? OptionalLong.empty() : OptionalLong.of(rank.toLong());
    }

    @Override
    public void delete(JobSnapshot job) {
        List<String> keys = new ArrayList<>(List.of(
                RedisKeys.job(job.id()),
                RedisKeys.jobsOf(job.owner()),
                RedisKeys.waiting(job.spec().model(), job.spec().lane()),
                RedisKeys.keyPart(job.id())));
        IntStream.range(0, job.spec().images())
                .mapToObj(number -> RedisKeys.image(job.id(), number))
                .forEach(keys::add);
        RedisCall.of(() -> run(DELETE, keys, List.of(job.id(), job.owner(), Retention.TOMBSTONE.toMillis())));
    }

    private Optional<JobRecord> record(JobId id, @Nullable Map<String, String> hash) {
        return hash == null || hash.isEmpty() ? Optional.empty() : Optional.of(JobHash.read(id, hash, json));
    }

    private String text(JobSpec spec) {
        try {
            return json.writeValueAsString(spec);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a spec is not JSON");
        }
    }

    private @Nullable Response run(LuaScript script, List<String> keys, List<?> arguments) {
        return redis.execute("EVAL", script.words(keys, arguments));
    }
}
