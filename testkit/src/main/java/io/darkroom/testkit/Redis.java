package io.darkroom.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A connection to Redis that speaks RESP2. Strings are octets here, one a character (ISO 8859-1), so that nothing that lies
 * in Redis is changed by being looked at.
 */
public final class Redis implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    private Redis(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** Connects to the server on {@code port} of this machine. */
    public static Redis connect(int port, String password) {
        try {
            Redis redis = new Redis(new Socket(InetAddress.getLoopbackAddress(), port));
            redis.call("AUTH", password);
            return redis;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command; a string, a long, a list of these, or null. */
    public synchronized @Nullable Object call(String... words) {
        try {
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            request.write(("*" + words.length + "\r\n").getBytes(ISO_8859_1));
            for (String word : words) {
                request.write(("$" + word.length() + "\r\n" + word + "\r\n").getBytes(ISO_8859_1));
            }
            socket.getOutputStream().write(request.toByteArray());
            return reply();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for what Redis says by itself, to a subscriber. */
    public @Nullable Object await() {
        try {
            return reply();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private @Nullable Object reply() throws IOException {
        String line = line();
        String rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '+' -> rest;
            case ':' -> Long.parseLong(rest);
            case '$' -> bulk(Integer.parseInt(rest));
            case '*' -> list(Integer.parseInt(rest));
            default -> throw new IllegalStateException("Redis: " + rest);
        };
    }

    private @Nullable String bulk(int length) throws IOException {
        if (length < 0) {
            return null;
        }
        byte[] octets = in.readNBytes(length);
        line();
        return new String(octets, ISO_8859_1);
    }

    private List<Object> list(int length) throws IOException {
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            Object item = reply();
            items.add(item == null ? "" : item);
        }
        return items;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        int c = in.read();
        while (c != '\r') {
            if (c < 0) {
                throw new EOFException("Redis has closed the connection");
            }
            line.append((char) c);
            c = in.read();
        }
        int unusedLineFeed = in.read();
        return line.toString();
    }

    /** All keys, sorted. */
    public List<String> keys() {
        return keys("*");
    }

    /** The keys that a glob matches, sorted. */
    public List<String> keys(String glob) {
        return List.copyOf(new TreeSet<>(strings(call("KEYS", glob))));
    }

    /** A hash; empty if there is none. */
    public Map<String, String> hash(String key) {
        List<String> words = strings(call("HGETALL", key));
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < words.size(); i += 2) {
            fields.put(words.get(i), words.get(i + 1));
        }
        return fields;
    }

    /** Milliseconds until a key goes; -1 if it never does, -2 if there is none. */
    public long timeToLive(String key) {
        return call("PTTL", key) instanceof Long milliseconds ? milliseconds : -2;
    }

    /** Whether the key is there. */
    public boolean has(String key) {
        return Long.valueOf(1).equals(call("EXISTS", key));
    }

    /** Everything that lies under a key, of whatever kind it is; empty if it has gone meanwhile. */
    public List<String> content(String key) {
        Object type = call("TYPE", key);
        if ("string".equals(type)) {
            Object value = call("GET", key);
            return value == null ? List.of() : List.of(value.toString());
        }
        if ("hash".equals(type)) {
            return strings(call("HGETALL", key));
        }
        if ("list".equals(type)) {
            return strings(call("LRANGE", key, "0", "-1"));
        }
        if ("set".equals(type)) {
            return strings(call("SMEMBERS", key));
        }
        if ("zset".equals(type)) {
            return strings(call("ZRANGE", key, "0", "-1", "WITHSCORES"));
        }
        if ("none".equals(type)) {
            return List.of();
        }
        throw new IllegalStateException("a key of type " + type);
    }

    private static List<String> strings(@Nullable Object reply) {
        return reply instanceof List<?> items
                ? items.stream().map(Object::toString).toList()
                : List.of();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
