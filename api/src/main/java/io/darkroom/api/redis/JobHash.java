package io.darkroom.api.redis;

import io.darkroom.api.status.JobRecord;
import io.darkroom.api.status.JobSnapshot;
import io.darkroom.core.job.JobId;
import io.darkroom.core.job.JobState;
import io.darkroom.core.wire.WireJson;
import io.vertx.redis.client.Response;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the fields of {@code job:{id}}; docs/formats.md lists them. */
final class JobHash {
    private JobHash() {}

    /** Of a hash as a script answers it: names and values by turns. */
    static Map<String, String> fields(Response answer) {
        Map<String, String> fields = new HashMap<>();
        for (int i = 0; i + 1 < answer.size(); i += 2) {
            fields.put(answer.get(i).toString(), answer.get(i + 1).toString());
        }
        return fields;
    }

    /** Of a hash as {@code HGETALL} answers it: values by their names. */
    static Map<String, String> named(Response answer) {
        Map<String, String> fields = new HashMap<>();
        for (String name : answer.getKeys()) {
            fields.put(name, answer.get(name).toString());
        }
        return fields;
    }

    /** Empty if not even its owner can be told. */
    static Optional<JobRecord> read(JobId id, Map<String, String> hash) {
        String owner = hash.get("owner");
        if (owner == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(id, owner, hash));
        } catch (IllegalArgumentException | IllegalStateException unreadable) {
            return Optional.of(new JobRecord.Damaged(owner));
        }
    }

    private static JobRecord read(JobId id, String owner, Map<String, String> hash) {
        JobState state = JobState.ofWireName(required(hash, "state"));
        if (state == JobState.CANCELLED) {
            return new JobRecord.Tombstone(owner);
        }
        return new JobRecord.Live(new JobSnapshot(
                id,
                owner,
                state,
                WireJson.spec(required(hash, "spec"))
                        .orElseThrow(() -> new IllegalStateException("a job's spec is not whole")),
                time(required(hash, "created")),
                time(required(hash, "deadline")),
                hash.containsKey("expires") ? time(required(hash, "expires")) : null,
                number(hash.get("attempt")),
                number(hash.get("step")),
                number(hash.get("steps")),
                number(hash.get("drawn")),
                hash.get("code"),
                hash.get("seed")));
    }

    private static String required(Map<String, String> hash, String field) {
        String value = hash.get(field);
        if (value == null) {
            throw new IllegalStateException("a job has no " + field);
        }
        return value;
    }

    private static Instant time(String milliseconds) {
        return Instant.ofEpochMilli(new BigDecimal(milliseconds).longValue());
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
