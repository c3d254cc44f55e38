package io.darkroom.api.auth;

import io.darkroom.api.config.ApiConfig;
import io.darkroom.api.config.StartRefused;
import io.darkroom.api.retain.ApiKeyRows;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Whose API key is whose. A known key is remembered for a short while, so that the database is not asked at every call. */
@ApplicationScoped
public class ApiKeys {
    private static final Duration MEMORY = Duration.ofSeconds(30);
    private static final int MOST_REMEMBERED = 10_000;

    private final ApiKeyRows rows;
    private final ApiConfig config;
    private final Clock clock;
    private final Map<ApiKeyHash, String> session;
    private final Map<ApiKeyHash, Remembered> remembered = new ConcurrentHashMap<>();

    /** Reads the session keys; asks {@code rows} for all others. */
    public ApiKeys(ApiKeyRows rows, ApiConfig config, Clock clock) {
        this.rows = rows;
        this.config = config;
        this.clock = clock;
        this.session = parse(config.sessionKeys().orElse(List.of()));
    }

    /** Notes the bootstrap keys for good. */
    public void bootstrap() {
        parse(config.bootstrapKeys().orElse(List.of())).forEach((hash, owner) -> rows.add(hash.hex(), owner));
    }

    /** The owner that {@code key} stands for. */
    public Optional<String> owner(String key) {
        ApiKeyHash hash = ApiKeyHash.of(key);
        String inSession = session.get(hash);
        return inSession != null ? Optional.of(inSession) : lasting(hash);
    }

    private Optional<String> lasting(ApiKeyHash hash) {
        Instant now = clock.instant();
        Remembered known = remembered.get(hash);
        if (known != null && now.isBefore(known.until())) {
            return Optional.of(known.owner());
        }
        Optional<String> owner = rows.owner(hash.hex());
        if (remembered.size() >= MOST_REMEMBERED) {
            remembered.clear();
        }
        owner.ifPresentOrElse(
                name -> remembered.put(hash, new Remembered(name, now.plus(MEMORY))), () -> remembered.remove(hash));
        return owner;
    }

    private static Map<ApiKeyHash, String> parse(List<String> entries) {
        Map<ApiKeyHash, String> keys = new HashMap<>();
        for (String entry : entries) {
            int colon = entry.indexOf(':');
            try {
                keys.put(new ApiKeyHash(entry.substring(colon + 1)), entry.substring(0, Math.max(colon, 0)));
            } catch (IllegalArgumentException e) {
                throw new StartRefused("darkroom.api keys must be of the form owner:sha-256 in hex");
            }
        }
        return Map.copyOf(keys);
    }

    private record Remembered(String owner, Instant until) {}
}
