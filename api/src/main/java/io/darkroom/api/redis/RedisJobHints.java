package io.darkroom.api.redis;

import io.darkroom.api.follow.Followers;
import io.darkroom.api.follow.Hint;
import io.darkroom.core.job.JobId;
import io.darkroom.core.job.JobState;
import io.darkroom.core.thread.DaemonThreads;
import io.darkroom.core.wire.JobEvent;
import io.darkroom.core.wire.RedisKeys;
import io.darkroom.core.wire.WireJson;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.pubsub.PubSubCommands.RedisSubscriber;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One subscription of {@link RedisKeys#EVENTS} for the whole process, renewed when its connection breaks. */
@ApplicationScoped
public class RedisJobHints {
    private static final Logger LOG = Logger.getLogger(RedisJobHints.class);
    private static final Duration REST = Duration.ofSeconds(2);

    private final RedisDataSource redis;
    private final Followers followers;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(new DaemonThreads("job-hints"));
    private volatile @Nullable RedisSubscriber subscriber;

    /** Subscribes to nothing yet. */
    public RedisJobHints(RedisDataSource redis, Followers followers) {
        this.redis = redis;
        this.followers = followers;
    }

    /** Subscribes now, and again whenever the connection breaks. */
    public void start() {
        RedisSubscriber former = subscriber;
        Runnable renewal = once(this::renew);
        try {
            subscriber = redis.pubsub(String.class)
                    .subscribe(RedisKeys.EVENTS, this::hint, renewal, failure -> renewal.run());
        } catch (RuntimeException e) {
            renewal.run();
            return;
        }
        leave(former);
    }

    /** One connection may both fail and end. */
    private static Runnable once(Runnable action) {
        AtomicBoolean isDone = new AtomicBoolean();
        return () -> {
            if (isDone.compareAndSet(false, true)) {
                action.run();
            }
        };
    }

    /** Should it have failed and not ended, every hint would come twice. */
    private static void leave(@Nullable RedisSubscriber former) {
        try {
            if (former != null) {
                former.unsubscribe();
            }
        } catch (RuntimeException ended) {
            // As was to be expected.
        }
    }

    private void renew() {
        if (!timer.isShutdown()) {
            LOG.warn("The subscription of job events broke and is renewed");
            var unused = timer.schedule(this::start, REST.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void hint(String text) {
        try {
            JobEvent event = WireJson.event(text).orElseThrow(IllegalArgumentException::new);
            JobId.parse(event.job()).ifPresent(job -> followers.hint(job, hint(event)));
        } catch (IllegalArgumentException e) {
            LOG.warn("A job event could not be read");
        }
    }

    private static Hint hint(JobEvent event) {
        return event.state() != null && JobState.ofWireName(event.state()).isFinal() ? Hint.ENDED : Hint.CHANGED;
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
        leave(subscriber);
    }
}
