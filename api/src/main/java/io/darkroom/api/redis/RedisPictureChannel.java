package io.darkroom.api.redis;

import io.darkroom.api.problem.ErrorCode;
import io.darkroom.api.problem.ProblemException;
import io.darkroom.api.result.HandedOut;
import io.darkroom.api.result.Handover;
import io.darkroom.api.result.Loan;
import io.darkroom.api.result.PictureChannel;
import io.darkroom.api.status.JobRecord;
import io.darkroom.core.job.JobId;
import io.darkroom.core.wire.LuaScript;
import io.darkroom.core.wire.RedisKeys;
import io.darkroom.redis.RedisCommands;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Sealed pictures in Redis. */
@ApplicationScoped
public class RedisPictureChannel implements PictureChannel {
    private static final Logger LOG = Logger.getLogger(RedisPictureChannel.class);
    private static final LuaScript HAND_OUT = LuaScript.of(RedisPictureChannel.class, "hand_out");
    private static final LuaScript RETURN = LuaScript.of(RedisPictureChannel.class, "gone", "return");
    private static final LuaScript ERASE = LuaScript.of(RedisPictureChannel.class, "gone", "erase");
    /** Above the time that a reader is given. */
    private static final Duration LOAN = Duration.ofMinutes(2);

    private static final Duration SOON = Duration.ofSeconds(1);

    private final RedisCommands redis;

    /** Uses the service's Redis. */
    public RedisPictureChannel(RedisCommands redis) {
        this.redis = redis;
    }

    @Override
    public Optional<String> read(JobId job, int number) {
        return RedisCall.of(() -> Optional.ofNullable(redis.execute("GET", RedisKeys.image(job, number)))
                .map(Response::toString));
    }

    @Override
    public Optional<HandedOut> handOut(String owner, JobId job, int number) {
        List<String> keys = List.of(RedisKeys.job(job), RedisKeys.image(job, number), RedisKeys.reading(job, number));
        String token = UUID.randomUUID().toString();
        Response answer = RedisCall.of(() -> HAND_OUT.run(redis, keys, List.of(owner, token, LOAN.toMillis())));
        return Optional.ofNullable(answer).flatMap(found -> handedOut(job, number, token, found));
    }

    private Optional<HandedOut> handedOut(JobId job, int number, String token, Response answer) {
        return JobHash.read(job, JobHash.fields(answer.get(0)))
                .map(record -> new HandedOut(
                        record,
                        record instanceof JobRecord.Live ? loan(job, number, token, answer) : Optional.empty()));
    }

    /** The answer's second part is the picture, its third says what is to become of it. */
    private Optional<Loan> loan(JobId job, int number, String token, Response answer) {
        if (answer.size() == 1) {
            return Optional.empty();
        }
        String picture = answer.get(1).toString();
        if (picture.isEmpty()) {
            throw ProblemException.passing(
                    ErrorCode.PICTURE_BEING_READ, "The picture may be read once, and another reader is at it", SOON);
        }
        boolean once = answer.get(2).toInteger() == 1;
        return Optional.of(new Loan(picture, once ? new Return(job, number, token) : Handover.NONE));
    }

    @Override
    public void erase(JobId job, int number) {
        List<String> keys = List.of(RedisKeys.image(job, number), RedisKeys.reading(job, number), RedisKeys.job(job));
        RedisCall.of(() -> ERASE.run(redis, keys, List.of(number)));
    }

    /** Ends a loan, one way or the other. If Redis cannot be reached, time does. */
    private final class Return implements Handover {
        private final JobId job;
        private final int number;
        private final String token;

        private Return(JobId job, int number, String token) {
            this.job = job;
            this.number = number;
            this.token = token;
        }

        @Override
        public void done() {
            run(List.of(RedisKeys.reading(job, number), RedisKeys.image(job, number), RedisKeys.job(job)));
        }

        @Override
        public void broken() {
            run(List.of(RedisKeys.reading(job, number)));
        }

        private void run(List<String> keys) {
            redis.send("EVAL", RETURN.words(keys, List.of(token, number)))
                    .onFailure(failure -> LOG.warnf(
                            "A picture could not be returned: %s",
                            failure.getClass().getSimpleName()));
        }
    }
}
