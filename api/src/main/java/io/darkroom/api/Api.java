package io.darkroom.api;

import io.darkroom.api.admission.Admission;
import io.darkroom.api.auth.ApiKeys;
import io.darkroom.api.catalog.Attendance;
import io.darkroom.api.config.AdmissionConfig;
import io.darkroom.api.config.ApiConfig;
import io.darkroom.api.config.ConfigCheck;
import io.darkroom.api.config.FollowKeys;
import io.darkroom.api.config.StartRefused;
import io.darkroom.api.follow.Followers;
import io.darkroom.api.redis.RedisJobHints;
import io.darkroom.api.redis.RedisLife;
import io.darkroom.api.restore.RestoreJobs;
import io.darkroom.redis.RedisGuard;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.jboss.logging.Logger;

/** What must be in order before the first request, and after the last. */
@ApplicationScoped
public class Api {
    private static final Logger LOG = Logger.getLogger(Api.class);

    private final RedisGuard redisGuard;
    private final RedisLife redisLife;
    private final RedisJobHints hints;
    private final RestoreJobs restoreJobs;
    private final Followers followers;
    private final Attendance attendance;
    private final Admission admission;
    private final ApiKeys apiKeys;
    private final FollowKeys followKeys;
    private final ApiConfig config;
    private final AdmissionConfig limits;

    /** Wires the parts. */
    public Api(
            RedisGuard redisGuard,
            RedisLife redisLife,
            RedisJobHints hints,
            RestoreJobs restoreJobs,
            Followers followers,
            Attendance attendance,
            Admission admission,
            ApiKeys apiKeys,
            FollowKeys followKeys,
            ApiConfig config,
            AdmissionConfig limits) {
        this.redisGuard = redisGuard;
        this.redisLife = redisLife;
        this.hints = hints;
        this.restoreJobs = restoreJobs;
        this.followers = followers;
        this.attendance = attendance;
        this.admission = admission;
        this.apiKeys = apiKeys;
        this.followKeys = followKeys;
        this.config = config;
        this.limits = limits;
    }

    void start(@Observes StartupEvent event) {
        refuseFor(ConfigCheck.objections(config, limits));
        refuseFor(redisGuard.objections());
        redisLife.begin();
        apiKeys.bootstrap();
        restoreJobs.start();
        attendance.start();
        followers.start();
        hints.start();
        followKeys.start();
    }

    private static void refuseFor(List<String> objections) {
        if (!objections.isEmpty()) {
            throw new StartRefused(String.join("; ", objections));
        }
    }

    /** Told to stop: takes nothing new, and sends everyone who waits elsewhere, while there is still time to say so. */
    void leave(@Observes ShutdownDelayInitiatedEvent event) {
        LOG.infof("Stopping; %d followers are sent elsewhere", followers.count());
        admission.close();
        followers.leave();
    }
}
