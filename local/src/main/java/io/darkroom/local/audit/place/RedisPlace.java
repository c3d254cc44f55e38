package io.darkroom.local.audit.place;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.darkroom.local.audit.search.Hit;
import io.darkroom.local.audit.search.Search;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** Every key in every database of a Redis, its name and all that lies under it, of whatever type it is; and its log of slow commands. */
public final class RedisPlace implements Place {
    private static final Pattern DATABASE = Pattern.compile("^db(\\d+):", Pattern.MULTILINE);

    private final RedisServerAddress address;

    /** That Redis. */
    public RedisPlace(RedisServerAddress address) {
        this.address = address;
    }

    @Override
    public String name() {
        return "Redis";
    }

    @Override
    public List<Plant> plants() {
        return List.of(new PlantedKeys(address));
    }

    @Override
    public void search(Search search, Findings findings) {
        try (Jedis redis = address.connect()) {
            DATABASE.matcher(redis.info("keyspace"))
                    .results()
                    .map((MatchResult match) -> Integer.parseInt(match.group(1)))
                    .forEach(database -> look(redis, database, search, findings));
            lookAtSlowCommands(redis, search, findings);
        } catch (JedisException e) {
            throw RedisServerAddress.failure(e);
        }
    }

    private void lookAtSlowCommands(Jedis redis, Search search, Findings findings) {
        Set<Hit> hits = new LinkedHashSet<>();
        try {
            collect(redis.sendCommand(Command.SLOWLOG, ascii("GET"), ascii("-1")), search, hits);
        } catch (JedisDataException denied) {
            findings.gap(name(), "slow commands cannot be read");
        }
        findings.found(name(), "slow commands", hits);
    }

    private void look(Jedis redis, int database, Search search, Findings findings) {
        redis.select(database);
        byte[] cursor = {'0'};
        do {
            List<?> page = (List<?>) redis.sendCommand(Command.SCAN, cursor, ascii("COUNT"), ascii("1000"));
            cursor = (byte[]) page.get(0);
            for (Object key : (List<?>) page.get(1)) {
                look(redis, database, (byte[]) key, search, findings);
            }
        } while (cursor.length != 1 || cursor[0] != '0');
    }

    private void look(Jedis redis, int database, byte[] key, Search search, Findings findings) {
        Set<Hit> hits = new LinkedHashSet<>(search.in(key));
        String where = "key " + new String(key, ISO_8859_1) + (database == 0 ? "" : " of database " + database);
        try {
            collect(content(redis, key), search, hits);
        } catch (JedisDataException denied) {
            findings.gap(name(), where + " cannot be read");
        }
        findings.found(name(), where, hits);
    }

    /** Null if it has gone meanwhile, or has become of another type. */
    private static @Nullable Object content(Jedis redis, byte[] key) {
        byte[] type = (byte[]) redis.sendCommand(Command.TYPE, key);
        return switch (new String(type, US_ASCII)) {
            case "none" -> null;
            case "string" -> redis.sendCommand(Command.GET, key);
            case "hash" -> redis.sendCommand(Command.HGETALL, key);
            case "list" -> redis.sendCommand(Command.LRANGE, key, ascii("0"), ascii("-1"));
            case "set" -> redis.sendCommand(Command.SMEMBERS, key);
            case "zset" -> redis.sendCommand(Command.ZRANGE, key, ascii("0"), ascii("-1"));
            case "stream" -> redis.sendCommand(Command.XRANGE, key, ascii("-"), ascii("+"));
            // A type of a module's: as it would be moved to another server.
            default -> redis.sendCommand(Command.DUMP, key);
        };
    }

    private static void collect(@Nullable Object reply, Search search, Set<Hit> hits) {
        if (reply instanceof byte[] octets) {
            hits.addAll(search.in(octets));
        } else if (reply instanceof List<?> items) {
            items.forEach(item -> collect(item, search, hits));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }
}
