package io.darkroom.core.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A script that Redis runs as one: every change of a job is one. Redis keeps it, under the SHA-1 of its text. */
public final class LuaScript {
    private final String text;
    private final String hash;

    private LuaScript(String text) {
        this.text = text;
        this.hash = sha1(text);
    }

    /**
     * Reads {@code /redis/{name}.lua} from where {@code owner} was loaded; of several names, one after the other, so that a
     * script may begin with functions that it shares with another.
     */
    public static LuaScript of(Class<?> owner, String... names) {
        return new LuaScript(Arrays.stream(names).map(name -> read(owner, name)).collect(Collectors.joining()));
    }

    private static String read(Class<?> owner, String name) {
        try (InputStream in = owner.getResourceAsStream("/redis/" + name + ".lua")) {
            if (in == null) {
                throw new IllegalArgumentException("there is no script " + name);
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JVM has SHA-1");
        }
    }

    /** Runs it by its hash, and with its text only where Redis does not have that yet, or no more. */
    public <T> @Nullable T run(Redis<T> redis, List<String> keys, List<?> arguments) {
        try {
            return redis.execute("EVALSHA", words(hash, keys, arguments));
        } catch (RuntimeException e) {
            if (!RedisError.NO_SCRIPT.caused(e)) {
                throw e;
            }
            return redis.execute("EVAL", words(text, keys, arguments));
        }
    }

    /** The words that follow {@code EVAL}. */
    public String[] words(List<String> keys, List<?> arguments) {
        return words(text, keys, arguments);
    }

    private static String[] words(String script, List<String> keys, List<?> arguments) {
        List<String> words = new ArrayList<>();
        words.add(script);
        words.add(Integer.toString(keys.size()));
        words.addAll(keys);
        arguments.forEach(argument -> words.add(argument.toString()));
        return words.toArray(String[]::new);
    }

    /** Has Redis execute a command. */
    @FunctionalInterface
    public interface Redis<T> {
        /** Returns what Redis answers; throws if that is an error. */
        @Nullable
        T execute(String command, String... words);
    }
}
