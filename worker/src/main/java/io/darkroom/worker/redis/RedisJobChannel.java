package io.darkroom.worker.redis;

import io.darkroom.core.job.FailureCode;
import io.darkroom.core.job.JobId;
import io.darkroom.core.job.JobSpec;
import io.darkroom.core.job.JobState;
import io.darkroom.core.job.JobState.Move;
import io.darkroom.core.job.JobState.Open;
import io.darkroom.core.job.Lane;
import io.darkroom.core.wire.KeyPartDigest;
import io.darkroom.core.wire.LuaScript;
import io.darkroom.core.wire.RedisKeys;
import io.darkroom.core.wire.Retention;
import io.darkroom.core.wire.WireJson;
import io.darkroom.redis.RedisCommands;
import io.darkroom.worker.announce.WorkerId;
import io.darkroom.worker.deliver.Claim;
import io.darkroom.worker.deliver.ClaimAnswer;
import io.darkroom.worker.deliver.JobChannel;
import io.darkroom.worker.deliver.Standing;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The job's hash and its companions in Redis; each change is one script of {@code /redis}. */
@ApplicationScoped
public class RedisJobChannel implements JobChannel {
    private static final LuaScript WAITING_IN = LuaScript.of(RedisJobChannel.class, "waiting");
    private static final LuaScript CLAIM = LuaScript.of(RedisJobChannel.class, "claim");
    private static final LuaScript DAMAGED = LuaScript.of(RedisJobChannel.class, "damaged");
    private static final LuaScript STANDING = LuaScript.of(RedisJobChannel.class, "standing");
    private static final LuaScript BEGIN = LuaScript.of(RedisJobChannel.class, "begin");
    private static final LuaScript LOST = LuaScript.of(RedisJobChannel.class, "lost");
    private static final LuaScript PROGRESS = LuaScript.of(RedisJobChannel.class, "progress");
    private static final LuaScript SEED = LuaScript.of(RedisJobChannel.class, "seed");
    private static final LuaScript PICTURE = LuaScript.of(RedisJobChannel.class, "picture");
    private static final LuaScript SUCCEED = LuaScript.of(RedisJobChannel.class, "succeed");
    private static final LuaScript END = LuaScript.of(RedisJobChannel.class, "end");
    private static final LuaScript GIVE_BACK = LuaScript.of(RedisJobChannel.class, "give_back");

    private static final Set<String> WAITING =
            wireNames(JobState.open().stream().filter(JobState::isWaiting));
    private static final Set<String> OPEN = wireNames(JobState.open().stream());
    private static final Set<String> ENDED_BADLY =
            wireNames(Stream.of(JobState.CANCELLED, JobState.FAILED, JobState.EXPIRED));

    private final RedisCommands redis;
    private final WorkerId worker;

    /** Uses the service's Redis. */
    public RedisJobChannel(RedisCommands redis, WorkerId worker) {
        this.redis = redis;
        this.worker = worker;
    }

    @Override
    public Map<String, Set<Lane>> waiting(Collection<String> models) {
        List<Asked> asked = models.stream()
                .flatMap(model -> Arrays.stream(Lane.values()).map(lane -> new Asked(model, lane)))
                .toList();
        Response numbers = run(WAITING_IN, asked.stream().map(Asked::key).toList(), List.of());
        return numbers == null
                ? Map.of()
                : IntStream.range(0, numbers.size())
                        .mapToObj(i -> asked.get(numbers.get(i).toInteger() - 1))
                        .collect(Collectors.groupingBy(
                                Asked::model, Collectors.mapping(Asked::lane, Collectors.toUnmodifiableSet())));
    }

    private record Asked(String model, Lane lane) {
        String key() {
            return RedisKeys.waiting(model, lane);
        }
    }

    @Override
    public ClaimAnswer claim(JobId job, String model, Lane lane, Optional<KeyPartDigest> digest) {
        List<String> keys = List.of(RedisKeys.job(job), RedisKeys.keyPart(job), RedisKeys.waiting(model, lane));
        Response answer = run(
                CLAIM,
                keys,
                List.of(
                        job,
                        worker.value(),
                        model,
                        lane.wireName(),
                        digest.map(KeyPartDigest::hex).orElse("")),
                Move.words(JobState.open().stream().map(Open::claim)));
        if (answer == null) {
            return new ClaimAnswer.Over();
        }
        if (answer.type() != ResponseType.MULTI) {
            return switch (answer.toString()) {
                case "stale" -> new ClaimAnswer.Stale();
                case "foreign" -> new ClaimAnswer.Foreign();
                default -> damaged(job, keys);
            };
        }
        return WireJson.spec(answer.get(5).toString())
                .<ClaimAnswer>map(spec -> claim(job, answer, spec))
                .orElseGet(() -> damaged(job, keys));
    }

    private static Claim claim(JobId job, Response answer, JobSpec spec) {
        return new Claim(
                job,
                answer.get(0).toInteger(),
                answer.get(1).toInteger(),
                answer.get(2).toInteger(),
                answer.get(3).toInteger(),
                answer.get(4).toString(),
                spec,
                answer.get(6).toString(),
                Instant.ofEpochMilli(answer.get(7).toLong()),
                Duration.ofMillis(answer.get(8).toLong()));
    }

    private ClaimAnswer damaged(JobId job, List<String> keys) {
        var unused = run(
                DAMAGED,
                keys,
                List.of(job, FailureCode.JOB_UNREADABLE.wireName(), Retention.TOMBSTONE.toMillis()),
                Move.words(JobState.open().stream().map(Open::giveUp)));
        return new ClaimAnswer.Damaged();
    }

    @Override
    public Standing standing(JobId job) {
        Response answer = run(STANDING, List.of(RedisKeys.job(job), RedisKeys.keyPart(job)), List.of());
        if (answer == null) {
            return Standing.UNKNOWN;
        }
        String state = answer.get(0).toString();
        boolean kept = answer.get(1).toString().equals("1");
        boolean opens = answer.get(2).toInteger() == 1;
        if (opens && WAITING.contains(state)) {
            return Standing.WAITS;
        }
        // Without a key part it is past its deadline, whatever was noted last.
        boolean late = !opens && OPEN.contains(state);
        return kept && (late || ENDED_BADLY.contains(state)) ? Standing.DISCARDED : Standing.SETTLED;
    }

    private static Set<String> wireNames(Stream<? extends JobState> states) {
        return states.map(JobState::wireName).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public boolean isOurs(Claim claim) {
        Response answer = redis.execute("HMGET", RedisKeys.job(claim.job()), "state", "attempt");
        return answer != null
                && is(JobState.RUNNING.wireName(), answer.get(0))
                && is(Integer.toString(claim.attempt()), answer.get(1));
    }

    private static boolean is(String expected, @Nullable Response field) {
        return field != null && field.toString().equals(expected);
    }

    @Override
    public boolean begin(Claim claim) {
        return tookEffect(run(BEGIN, List.of(RedisKeys.job(claim.job())), List.of(claim.attempt())));
    }

    @Override
    public void lost(Claim claim) {
        var unused = run(LOST, List.of(RedisKeys.job(claim.job())), List.of(claim.attempt()));
    }

    @Override
    public boolean progress(Claim claim, int step, int steps) {
        return tookEffect(
                run(PROGRESS, List.of(RedisKeys.job(claim.job())), List.of(claim.job(), claim.attempt(), step, steps)));
    }

    @Override
    public boolean seed(Claim claim, String sealed) {
        return tookEffect(run(SEED, List.of(RedisKeys.job(claim.job())), List.of(claim.attempt(), sealed)));
    }

    @Override
    public boolean picture(Claim claim, int number, String sealed) {
        return tookEffect(run(
                PICTURE,
                List.of(RedisKeys.job(claim.job()), RedisKeys.image(claim.job(), number)),
                List.of(claim.job(), claim.attempt(), number, sealed, timeToLive(claim))));
    }

    @Override
    public boolean succeed(Claim claim, int number, String sealed) {
        return succeed(claim, List.of(number, sealed));
    }

    @Override
    public boolean succeed(Claim claim) {
        return succeed(claim, List.of());
    }

    private boolean succeed(Claim claim, List<?> picture) {
        List<Object> arguments = new ArrayList<>(
                List.of(claim.job(), claim.attempt(), timeToLive(claim), Retention.TOMBSTONE.toMillis()));
        arguments.addAll(JobState.RUNNING.succeed().words());
        arguments.addAll(picture);
        return tookEffect(run(SUCCEED, everythingOf(claim), arguments));
    }

    @Override
    public boolean fail(Claim claim, FailureCode code) {
        return end(claim, JobState.RUNNING.fail(), code.wireName());
    }

    @Override
    public boolean expire(Claim claim) {
        return end(claim, JobState.RUNNING.expire(), "");
    }

    private boolean end(Claim claim, Move move, String code) {
        return tookEffect(run(
                END,
                everythingOf(claim),
                List.of(claim.job(), claim.attempt(), code, Retention.TOMBSTONE.toMillis()),
                move.words()));
    }

    @Override
    public boolean giveBack(Claim claim, boolean failed) {
        JobSpec spec = claim.spec();
        return tookEffect(run(
                GIVE_BACK,
                List.of(RedisKeys.job(claim.job()), RedisKeys.waiting(spec.model(), spec.lane())),
                List.of(claim.job(), claim.attempt(), failed ? 1 : 0),
                JobState.RUNNING.giveBack().words()));
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

    private @Nullable Response run(LuaScript script, List<String> keys, List<?> arguments, List<String> move) {
        return run(
                script, keys, Stream.concat(arguments.stream(), move.stream()).toList());
    }

    private @Nullable Response run(LuaScript script, List<String> keys, List<?> arguments) {
        return script.run(redis, keys, arguments);
    }
}
