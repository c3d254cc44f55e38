package io.darkroom.api;

import io.darkroom.api.auth.ApiKeys;
import io.darkroom.api.config.Keys;
import io.darkroom.api.redis.RedisGuard;
import io.darkroom.api.redis.RedisJobHints;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** What must be in order before the first request. */
@ApplicationScoped
public class Api {
    private static final Logger LOG = Logger.getLogger(Api.class);

    private final RedisGuard redisGuard;
    private final RedisJobHints hints;
    private final ApiKeys apiKeys;
    private final Keys keys;

    /** Wires the parts. */
    public Api(RedisGuard redisGuard, RedisJobHints hints, ApiKeys apiKeys, Keys keys) {
        this.redisGuard = redisGuard;
        this.hints = hints;
        this.apiKeys = apiKeys;
        this.keys = keys;
    }

    void start(@Observes StartupEvent event) {
        redisGuard.check();
        apiKeys.bootstrap();
        hints.start();
        LOG.infof("Sealing to key %s", keys.prompts().currentKeyId());
    }
}
