package io.darkroom.api.redis;

import io.darkroom.api.receipt.JobTrace;
import io.darkroom.api.receipt.JobTraces;
import io.darkroom.core.job.JobId;
import io.darkroom.core.job.JobState;
import io.darkroom.core.wire.LuaScript;
import io.darkroom.core.wire.RedisKeys;
import io.darkroom.redis.RedisCommands;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What Redis still knows of jobs that have ended, and whether their things are still there, read by one script. */
@ApplicationScoped
public class RedisJobTraces implements JobTraces {
    private static final LuaScript TRACE = LuaScript.of(RedisJobTraces.class, "trace");
    private static final Pattern LOG = Pattern.compile("(\\d{1,15}) (\\d{1,15})");
    private static final String GONE = "gone:";

    private final RedisCommands redis;

    /** Uses the service's Redis. */
    public RedisJobTraces(RedisCommands redis) {
        this.redis = redis;
    }

    @Override
    public Optional<JobTrace> find(JobId job) {
        List<String> keys = List.of(RedisKeys.job(job), RedisKeys.keyPart(job));
        Response answer = RedisCall.of(() -> TRACE.run(redis, keys, List.of()));
        return Optional.ofNullable(answer).map(RedisJobTraces::trace);
    }

    private static JobTrace trace(Response answer) {
        Instant now = Instant.ofEpochMilli(answer.get(0).toLong());
        Map<String, String> fields = JobHash.fields(answer.get(4));
        return new JobTrace(
                JobState.ofWireName(fields.getOrDefault("state", "")),
                before(fields.get("was")),
                "1".equals(fields.get("retain")),
                now,
                now.plusMillis(answer.get(1).toLong()),
                new JobTrace.Times(
                        time(fields.get("created")),
                        time(fields.get("deadline")),
                        time(fields.get("ended")),
                        time(fields.get("expires")),
                        time(fields.get("deleted"))),
                answer.get(2).toInteger() == 1,
                fields.containsKey("seed"),
                number(fields.get("drawn")),
                present(answer.get(5), now),
                erased(fields),
                log(answer.get(3).toString()));
    }

    /** Of a damaged job it may have been none. */
    private static @Nullable JobState before(@Nullable String state) {
        return JobState.all().stream()
                .filter(known -> known.wireName().equals(state))
                .findFirst()
                .orElse(null);
    }

    private static Map<Integer, Instant> present(Response pairs, Instant now) {
        Map<Integer, Instant> present = new TreeMap<>();
        for (int i = 0; i < pairs.size(); i += 2) {
            present.put(
                    pairs.get(i).toInteger(), now.plusMillis(pairs.get(i + 1).toLong()));
        }
        return present;
    }

    private static Map<Integer, Instant> erased(Map<String, String> fields) {
        Map<Integer, Instant> erased = new TreeMap<>();
        fields.forEach((name, value) -> {
            Instant time = name.startsWith(GONE) ? time(value) : null;
            if (time != null) {
                erased.put(number(name.substring(GONE.length())), time);
            }
        });
        return erased;
    }

    private static Optional<JobTrace.Log> log(String note) {
        Matcher parts = LOG.matcher(note);
        return parts.matches()
                ? Optional.of(new JobTrace.Log(
                        Instant.ofEpochMilli(Long.parseLong(parts.group(1))), Long.parseLong(parts.group(2))))
                : Optional.empty();
    }

    /** Of a damaged job a field may be anything; then it is not known. */
    private static @Nullable Instant time(@Nullable String milliseconds) {
        try {
            return milliseconds == null ? null : Instant.ofEpochMilli(new BigDecimal(milliseconds).longValue());
        } catch (NumberFormatException damaged) {
            return null;
        }
    }

    private static int number(@Nullable String digits) {
        return digits != null && digits.matches("\\d{1,4}") ? Integer.parseInt(digits) : 0;
    }
}
