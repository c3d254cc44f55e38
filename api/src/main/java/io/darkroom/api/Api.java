package io.darkroom.api;

import io.darkroom.api.auth.ApiKeys;
import io.darkroom.api.config.AdmissionConfig;
import io.darkroom.api.config.ApiConfig;
import io.darkroom.api.config.ConfigCheck;
import io.darkroom.api.config.Keys;
import io.darkroom.api.config.StartRefused;
import io.darkroom.api.redis.RedisGuard;
import io.darkroom.api.redis.RedisJobHints;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.jboss.logging.Logger;

/** What must be in order before the first request. */
@ApplicationScoped
public class Api {
    private static final Logger LOG = Logger.getLogger(Api.class);

    private final RedisGuard redisGuard;
    private final RedisJobHints hints;
    private final ApiKeys apiKeys;
    private final Keys keys;
    private final ApiConfig config;
    private final AdmissionConfig limits;

    /** Wires the parts. */
    public Api(
            RedisGuard redisGuard,
            RedisJobHints hints,
            ApiKeys apiKeys,
            Keys keys,
            ApiConfig config,
            AdmissionConfig limits) {
        this.redisGuard = redisGuard;
        this.hints = hints;
        this.apiKeys = apiKeys;
        this.keys = keys;
        this.config = config;
        this.limits = limits;
    }

    void start(@Observes StartupEvent event) {
        List<String> objections = ConfigCheck.objections(config, limits);
        if (!objections.isEmpty()) {
            throw new StartRefused(String.join("; ", objections));
        }
        redisGuard.check();
        apiKeys.bootstrap();
        hints.start();
        LOG.infof("Sealing to key %s", keys.prompts().currentKeyId());
    }
}
