package io.darkroom.local.audit.place;

import io.darkroom.local.LocalFailure;
import java.net.URI;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/** A Redis and how to get in. Not a record: it holds a password. */
public final class RedisServerAddress {
    private static final int STANDARD_PORT = 6379;
    private static final int LIMIT_MILLIS = 30_000;

    private final URI url;
    private final String password;

    /**
     * The server at {@code redis[s]://[user@]host[:port]}.
     *
     * @param password empty if it asks for none
     */
    public RedisServerAddress(URI url, String password) {
        this.url = url;
        this.password = password;
    }

    /** A new connection. */
    Jedis connect() {
        DefaultJedisClientConfig.Builder config =
                DefaultJedisClientConfig.builder().timeoutMillis(LIMIT_MILLIS).ssl("rediss".equals(url.getScheme()));
        if (url.getUserInfo() != null) {
            config.user(url.getUserInfo());
        }
        if (!password.isEmpty()) {
            config.password(password);
        }
        try {
            Jedis redis = new Jedis(
                    new HostAndPort(url.getHost(), url.getPort() < 0 ? STANDARD_PORT : url.getPort()), config.build());
            redis.connect();
            return redis;
        } catch (JedisException e) {
            throw failure(e);
        }
    }

    /** Its messages name commands and keys, and no values. */
    static LocalFailure failure(JedisException e) {
        return new LocalFailure("Redis: " + e.getClass().getSimpleName() + " " + e.getMessage(), e);
    }

    @Override
    public String toString() {
        return "RedisServerAddress[" + url.getHost() + "]";
    }
}
