package io.darkroom.api.redis;

import io.darkroom.api.catalog.ModelCatalog;
import io.darkroom.api.catalog.ServedModel;
import io.darkroom.core.wire.ModelOffer;
import io.darkroom.core.wire.RedisKeys;
import io.darkroom.core.wire.WireJson;
import io.darkroom.core.wire.WorkerAnnouncement;
import io.darkroom.redis.RedisCommands;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * The workers' announcements in Redis: those that are still there by the server's own clock, read at most once a second, since
 * there may be thousands and every job asks for them.
 */
@ApplicationScoped
public class RedisModelCatalog implements ModelCatalog {
    private static final Logger LOG = Logger.getLogger(RedisModelCatalog.class);
    private static final Duration MEMORY = Duration.ofSeconds(1);

    private final RedisCommands redis;
    private final Clock clock;
    private volatile Remembered remembered = new Remembered(List.of(), Instant.MIN);

    /** Uses the service's Redis. */
    public RedisModelCatalog(RedisCommands redis, Clock clock) {
        this.redis = redis;
        this.clock = clock;
    }

    /** {@inheritDoc} That no worker lives is never remembered, so that the first one counts at once. */
    @Override
    public List<ServedModel> served() {
        Instant now = clock.instant();
        Remembered last = remembered;
        if (!last.served().isEmpty() && now.isBefore(last.until())) {
            return last.served();
        }
        Remembered fresh = new Remembered(read(), now.plus(MEMORY));
        remembered = fresh;
        return fresh.served();
    }

    private List<ServedModel> read() {
        Map<String, List<ModelOffer>> offers = new TreeMap<>();
        for (String text : announcements()) {
            for (ModelOffer offer : offers(text)) {
                offers.computeIfAbsent(offer.name(), name -> new ArrayList<>()).add(offer);
            }
        }
        return offers.values().stream().map(ServedModel::of).toList();
    }

    private List<String> announcements() {
        return RedisCall.of(() -> {
            List<String> workers = new ArrayList<>();
            Response ids = redis.execute("ZRANGE", RedisKeys.WORKERS, "0", "-1");
            if (ids != null) {
                ids.forEach(id -> workers.add(RedisKeys.worker(id.toString())));
            }
            return workers.isEmpty() ? List.of() : living(workers);
        });
    }

    /** The sorted set only finds them; whether they live is what their key's time to live says. */
    private List<String> living(List<String> workers) {
        List<String> texts = new ArrayList<>();
        Response values = redis.execute("MGET", workers.toArray(String[]::new));
        if (values != null) {
            values.forEach(value -> {
                if (value != null) {
                    texts.add(value.toString());
                }
            });
        }
        return texts;
    }

    /** None of a worker that says it in another way: the others serve all the same. */
    private static List<ModelOffer> offers(String text) {
        Optional<WorkerAnnouncement> announcement = WireJson.announcement(text);
        if (announcement.isEmpty()) {
            LOG.warn("A worker's announcement cannot be read: API and worker differ in version");
        }
        return announcement.map(WorkerAnnouncement::models).orElse(List.of());
    }

    @Override
    public boolean isRemembered(String model) {
        Response answer = RedisCall.of(() -> redis.execute("EXISTS", RedisKeys.model(model)));
        return answer != null && answer.toBoolean();
    }

    private record Remembered(List<ServedModel> served, Instant until) {}
}
