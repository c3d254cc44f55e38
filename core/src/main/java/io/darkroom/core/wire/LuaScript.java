package io.darkroom.core.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A script that Redis runs as one: every change of a job is one. Redis caches it by its text. */
public final class LuaScript {
    private final String text;

    private LuaScript(String text) {
        this.text = text;
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

    /** The words that follow {@code EVAL}. */
    public String[] words(List<String> keys, List<?> arguments) {
        List<String> words = new ArrayList<>();
        words.add(text);
        words.add(Integer.toString(keys.size()));
        words.addAll(keys);
        arguments.forEach(argument -> words.add(argument.toString()));
        return words.toArray(String[]::new);
    }
}
