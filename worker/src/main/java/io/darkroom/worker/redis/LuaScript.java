package io.darkroom.worker.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.redis.datasource.RedisDataSource;
import io.vertx.mutiny.redis.client.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A script of {@code /redis}, run atomically by the server. The server caches it by its text. */
final class LuaScript {
    private final String text;

    LuaScript(String name) {
        try (InputStream in = LuaScript.class.getResourceAsStream("/redis/" + name + ".lua")) {
            if (in == null) {
                throw new IllegalArgumentException("no script " + name);
            }
            text = new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs it; null where the script answers nil or false. */
    @Nullable
    Response run(RedisDataSource redis, List<String> keys, List<?> arguments) {
        List<String> words = new ArrayList<>();
        words.add(text);
        words.add(Integer.toString(keys.size()));
        words.addAll(keys);
        arguments.forEach(argument -> words.add(argument.toString()));
        return redis.execute("EVAL", words.toArray(String[]::new));
    }
}
