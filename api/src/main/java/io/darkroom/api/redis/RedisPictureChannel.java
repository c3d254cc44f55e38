package io.darkroom.api.redis;

import io.darkroom.api.result.PictureChannel;
import io.darkroom.core.job.JobId;
import io.darkroom.core.wire.RedisKeys;
import io.quarkus.redis.datasource.RedisDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Sealed pictures in Redis. */
@ApplicationScoped
public class RedisPictureChannel implements PictureChannel {
    private final RedisDataSource redis;

    /** Uses the service's Redis. */
    public RedisPictureChannel(RedisDataSource redis) {
        this.redis = redis;
    }

    @Override
    public Optional<String> read(JobId job, int number) {
        return RedisCall.of(() -> Optional.ofNullable(redis.value(String.class).get(RedisKeys.image(job, number))));
    }

    @Override
    public Optional<String> take(JobId job, int number) {
        return RedisCall.of(() -> Optional.ofNullable(redis.value(String.class).getdel(RedisKeys.image(job, number))));
    }
}
