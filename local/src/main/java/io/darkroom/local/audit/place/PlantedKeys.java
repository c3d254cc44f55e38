package io.darkroom.local.audit.place;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.darkroom.local.audit.search.Canary;
import java.util.List;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisException;

/** A key of each type with one form of the canary after the other, in the first two databases, for a minute at most. */
record PlantedKeys(RedisServerAddress address) implements Plant {
    private static final int DATABASES = 2;
    private static final long LIVES_SECONDS = 60;

    @Override
    public String what() {
        return "keys of every type in two databases";
    }

    @Override
    public Planted put() {
        Canary canary = Canary.planted();
        String prefix = PlantName.fresh();
        List<Canary.Form> forms = canary.forms();
        try (Jedis redis = address.connect()) {
            for (int i = 0; i < forms.size(); i++) {
                redis.select(i % DATABASES);
                put(redis, i, ascii(prefix + i), forms.get(i).octets());
                redis.expire(ascii(prefix + i), LIVES_SECONDS);
            }
            return Planted.whole(canary, () -> remove(prefix, forms.size()));
        } catch (JedisException e) {
            throw RedisServerAddress.failure(e);
        }
    }

    private static void put(Jedis redis, int number, byte[] key, byte[] octets) {
        var unused = switch (number % 7) {
            case 0 -> redis.sendCommand(Command.SET, key, octets);
            case 1 -> redis.sendCommand(Command.HSET, key, ascii("field"), octets);
            case 2 -> redis.sendCommand(Command.HSET, key, octets, ascii("value"));
            case 3 -> redis.sendCommand(Command.ZADD, key, ascii("1"), octets);
            case 4 -> redis.sendCommand(Command.RPUSH, key, octets);
            case 5 -> redis.sendCommand(Command.SADD, key, octets);
            default -> redis.sendCommand(Command.XADD, key, ascii("*"), ascii("field"), octets);
        };
    }

    private void remove(String prefix, int count) {
        try (Jedis redis = address.connect()) {
            for (int i = 0; i < count; i++) {
                redis.select(i % DATABASES);
                redis.del(ascii(prefix + i));
            }
        } catch (JedisException e) {
            throw RedisServerAddress.failure(e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }
}
