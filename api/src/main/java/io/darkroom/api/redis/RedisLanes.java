package io.darkroom.api.redis;

import io.darkroom.api.lane.Ahead;
import io.darkroom.api.lane.InHand;
import io.darkroom.api.lane.Lanes;
import io.darkroom.core.job.JobId;
import io.darkroom.core.job.Lane;
import io.darkroom.core.wire.LuaScript;
import io.darkroom.core.wire.RedisKeys;
import io.darkroom.redis.RedisCommands;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The lanes in Redis: a sorted set finds a job's place in logarithmic time, and two counters what lies between two jobs. */
@ApplicationScoped
public class RedisLanes implements Lanes {
    private static final LuaScript AHEAD = LuaScript.of(RedisLanes.class, "ahead");
    private static final LuaScript IN_HAND = LuaScript.of(RedisLanes.class, "in_hand");
    private static final String NEW = "";

    private final RedisCommands redis;

    /** Uses the service's Redis. */
    public RedisLanes(RedisCommands redis) {
        this.redis = redis;
    }

    @Override
    public Optional<Ahead> before(JobId job, String model, Lane lane) {
        return ahead(model, lane, RedisKeys.job(job), job.toString());
    }

    @Override
    public Ahead all(String model, Lane lane) {
        return ahead(model, lane, NEW, NEW).orElse(Ahead.NONE);
    }

    private Optional<Ahead> ahead(String model, Lane lane, String key, String id) {
        List<String> keys =
                List.of(RedisKeys.waiting(model, lane), RedisKeys.lane(model, lane), RedisKeys.left(model, lane), key);
        Response answer = RedisCall.of(() -> AHEAD.run(redis, keys, List.of(id, RedisJobs.LONGEST_SEND.toMillis())));
        return Optional.ofNullable(answer).map(RedisLanes::ahead);
    }

    @Override
    public InHand inHand(String model, Lane lane, int slots) {
        List<String> keys = List.of(RedisKeys.open(model, lane));
        Response answer = RedisCall.of(() -> IN_HAND.run(redis, keys, List.of(slots)));
        return answer == null
                ? InHand.NONE
                : new InHand(
                        answer.get(0).toInteger(),
                        Double.parseDouble(answer.get(1).toString()));
    }

    private static Ahead ahead(Response answer) {
        return Ahead.within(
                answer.get(0).toLong(), answer.get(1).toLong(), answer.get(2).toLong());
    }
}
