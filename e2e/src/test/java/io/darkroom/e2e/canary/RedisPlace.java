package io.darkroom.e2e.canary;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.darkroom.testkit.Redis;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Every key of a Redis: its name and all that lies under it. */
final class RedisPlace implements Place {
    private final Supplier<Redis> connections;

    RedisPlace(Supplier<Redis> connections) {
        this.connections = connections;
    }

    @Override
    public String name() {
        return "Redis";
    }

    @Override
    public List<Find> search(Search search) {
        List<Find> finds = new ArrayList<>();
        try (Redis redis = connections.get()) {
            for (String key : redis.keys()) {
                Set<Search.Hit> hits = new LinkedHashSet<>(in(key, search));
                redis.content(key).forEach(text -> hits.addAll(in(text, search)));
                hits.forEach(hit -> finds.add(new Find(name(), key, hit.canary(), hit.encoding())));
            }
        }
        return finds;
    }

    private static Set<Search.Hit> in(String text, Search search) {
        byte[] octets = text.getBytes(ISO_8859_1);
        return search.in(octets, octets.length);
    }
}
