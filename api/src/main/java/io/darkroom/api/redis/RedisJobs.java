package io.darkroom.api.redis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.darkroom.api.config.AdmissionConfig;
import io.darkroom.api.job.AcceptedJob;
import io.darkroom.api.status.JobRecord;
import io.darkroom.api.status.JobRecords;
import io.darkroom.api.status.JobSnapshot;
import io.darkroom.api.submit.Acceptance;
import io.darkroom.api.submit.AcceptedJobs;
import io.darkroom.api.submit.IdempotencyKey;
import io.darkroom.core.job.DrawingCost;
import io.darkroom.core.job.JobId;
import io.darkroom.core.job.JobSpec;
import io.darkroom.core.job.JobState;
import io.darkroom.core.job.Lane;
import io.darkroom.core.wire.KeyPartDigest;
import io.darkroom.core.wire.LuaScript;
import io.darkroom.core.wire.RedisError;
import io.darkroom.core.wire.RedisKeys;
import io.darkroom.core.wire.Retention;
import io.darkroom.redis.RedisCommands;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Jobs in Redis. Every change is one script of {@code /redis}, so that nothing is ever half there. */
@ApplicationScoped
public class RedisJobs implements AcceptedJobs, JobRecords {
    private static final LuaScript ACCEPT = LuaScript.of(RedisJobs.class, "idempotency", "enter", "accept");
    private static final LuaScript RESTORE = LuaScript.of(RedisJobs.class, "enter", "restore");
    private static final LuaScript EARLIER = LuaScript.of(RedisJobs.class, "idempotency", "earlier");
    private static final LuaScript QUEUED = LuaScript.of(RedisJobs.class, "queued");
    private static final LuaScript ABANDON = LuaScript.of(RedisJobs.class, "abandon");
    private static final LuaScript DELETE = LuaScript.of(RedisJobs.class, "delete");
    private static final String NO_KEY = "";
    private static final String NO_MODEL = "";
    /** More than any job has by default. */
    private static final int MOST_IMAGES = 64;
    /** Above the time after which a send to Kafka has failed: what is still not on it then never will be. */
    static final Duration LONGEST_SEND = Duration.ofSeconds(30);

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final long KILOPIXELS_PER_MEGAPIXEL = 1000;

    private final RedisCommands redis;
    private final ObjectMapper json;
    private final AdmissionConfig limits;
    private final RedisLife life;

    /** Uses the service's Redis; holds owners to {@code limits}. */
    public RedisJobs(RedisCommands redis, ObjectMapper json, AdmissionConfig limits, RedisLife life) {
        this.redis = redis;
        this.json = json;
        this.limits = limits;
        this.life = life;
    }

    @Override
    public Optional<JobId> earlier(IdempotencyKey key) {
        Response answer = RedisCall.of(() -> run(
                EARLIER,
                List.of(RedisKeys.idempotency(key.name())),
                List.of(fingerprints(key), LONGEST_SEND.toMillis())));
        return AcceptVerdict.earlier(answer, key);
    }

    @Override
    public Acceptance accept(AcceptedJob job, Optional<IdempotencyKey> key) {
        List<?> arguments = with(
                entry(job, job.untilDeadline()),
                key.map(RedisJobs::fingerprints).orElse(""),
                LONGEST_SEND.toMillis(),
                limits.maxInFlight(),
                limits.workPerMinute() * KILOPIXELS_PER_MEGAPIXEL / (double) MINUTE.toMillis(),
                limits.workAtOnce() * KILOPIXELS_PER_MEGAPIXEL);
        Response answer = RedisCall.of(() -> run(ACCEPT, places(job, key), arguments));
        return AcceptVerdict.acceptance(answer, key, limits);
    }

    @Override
    public void restore(AcceptedJob job, Duration left) {
        List<?> arguments =
                with(entry(job, left), JobState.ACCEPTED.queue().to().wireName());
        RedisCall.of(() -> run(RESTORE, places(job, Optional.empty()), arguments));
    }

    /** Where a job is entered. */
    private static List<String> places(AcceptedJob job, Optional<IdempotencyKey> key) {
        JobSpec spec = job.spec();
        return List.of(
                RedisKeys.job(job.id()),
                RedisKeys.keyPart(job.id()),
                RedisKeys.jobsOf(job.owner()),
                RedisKeys.waiting(spec.model(), spec.lane()),
                idempotency(key),
                RedisKeys.lane(spec.model(), spec.lane()),
                RedisKeys.inFlight(job.owner()),
                RedisKeys.work(job.owner()),
                RedisKeys.open(spec.model(), spec.lane()),
                RedisKeys.left(spec.model(), spec.lane()));
    }

    /** What is entered of a job that has so much time left. */
    private List<?> entry(AcceptedJob job, Duration left) {
        Duration life = left.plusSeconds(job.spec().ttlSeconds()).plus(Retention.TOMBSTONE);
        return List.of(
                job.id(),
                job.owner(),
                text(job.spec()),
                job.created().toEpochMilli(),
                job.deadline().toEpochMilli(),
                job.keyPart(),
                job.sealedSeed().orElse(""),
                job.spec().retain() ? 1 : 0,
                left.toMillis(),
                life.toMillis(),
                DrawingCost.of(job.spec()),
                KeyPartDigest.of(job.keyPart()).hex());
    }

    private static List<?> with(List<?> arguments, Object... more) {
        return Stream.concat(arguments.stream(), Arrays.stream(more)).toList();
    }

    private static String fingerprints(IdempotencyKey key) {
        return String.join(" ", key.fingerprints());
    }

    private static String idempotency(Optional<IdempotencyKey> key) {
        return key.map(k -> RedisKeys.idempotency(k.name())).orElse(NO_KEY);
    }

    @Override
    public void queued(AcceptedJob job) {
        JobState.Move queue = JobState.ACCEPTED.queue();
        RedisCall.of(() -> run(
                QUEUED,
                List.of(RedisKeys.job(job.id()), RedisKeys.inFlight(job.owner())),
                List.of(
                        job.id(),
                        job.untilDeadline().toMillis(),
                        queue.to().wireName(),
                        queue.from().wireName())));
    }

    @Override
    public void abandon(AcceptedJob job, Optional<IdempotencyKey> key) {
        RedisCall.of(() -> run(
                ABANDON,
                List.of(
                        RedisKeys.job(job.id()),
                        RedisKeys.keyPart(job.id()),
                        idempotency(key),
                        RedisKeys.jobsOf(job.owner()),
                        RedisKeys.waiting(job.spec().model(), job.spec().lane()),
                        RedisKeys.inFlight(job.owner()),
                        RedisKeys.open(job.spec().model(), job.spec().lane()),
                        RedisKeys.work(job.owner())),
                List.of(job.id(), DrawingCost.of(job.spec()))));
    }

    @Override
    public Optional<JobRecord> find(JobId id) {
        return RedisCall.of(() -> {
            try {
                return record(id, redis.execute("HGETALL", RedisKeys.job(id)));
            } catch (RuntimeException e) {
                return noJob(e);
            }
        });
    }

    @Override
    public Uni<Optional<JobRecord>> findLater(JobId id) {
        return Uni.createFrom()
                .completionStage(() -> redis.send("HGETALL", RedisKeys.job(id)).toCompletionStage())
                .map(hash -> record(id, hash))
                .onFailure(RuntimeException.class)
                .recoverWithItem(e -> noJob((RuntimeException) e))
                .chain(record -> record.isPresent() ? Uni.createFrom().item(record) : nothing());
    }

    /** Just after Redis was lost, that a job is not there does not say that it will not be. */
    private Uni<Optional<JobRecord>> nothing() {
        return life.isWholeNow().map(whole -> {
            if (!whole) {
                throw new IllegalStateException("jobs are being put back");
            }
            return Optional.empty();
        });
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
    public boolean wereLost() {
        return life.beganWithin(Retention.TOMBSTONE);
    }

    @Override
    public void delete(JobSnapshot job) {
        JobSpec spec = job.spec();
        delete(job.id(), job.owner(), spec.model(), spec.lane(), spec.images());
    }

    /** Its lane is not known, and forgets it by itself; nor is the number of its pictures. */
    @Override
    public void deleteDamaged(JobId id, String owner) {
        delete(id, owner, NO_MODEL, Lane.INTERACTIVE, MOST_IMAGES);
    }

    private void delete(JobId id, String owner, String model, Lane lane, int images) {
        List<String> keys = new ArrayList<>(List.of(
                RedisKeys.job(id),
                RedisKeys.jobsOf(owner),
                RedisKeys.waiting(model, lane),
                RedisKeys.lane(model, lane),
                RedisKeys.left(model, lane),
                RedisKeys.keyPart(id)));
        IntStream.range(0, images)
                .boxed()
                .flatMap(number -> Stream.of(RedisKeys.image(id, number), RedisKeys.reading(id, number)))
                .forEach(keys::add);
        RedisCall.of(() ->
                run(DELETE, keys, List.of(id, owner, Retention.TOMBSTONE.toMillis(), JobState.CANCELLED.wireName())));
    }

    /** What is no hash is no job of anybody's. Any other failure is one. */
    private static Optional<JobRecord> noJob(RuntimeException e) {
        if (RedisError.WRONG_TYPE.caused(e)) {
            return Optional.empty();
        }
        throw e;
    }

    private Optional<JobRecord> record(JobId id, @Nullable Response hash) {
        return hash == null || hash.size() == 0 ? Optional.empty() : JobHash.read(id, JobHash.named(hash));
    }

    private String text(JobSpec spec) {
        try {
            return json.writeValueAsString(spec);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a spec is not JSON");
        }
    }

    private @Nullable Response run(LuaScript script, List<String> keys, List<?> arguments) {
        return script.run(redis, keys, arguments);
    }
}
