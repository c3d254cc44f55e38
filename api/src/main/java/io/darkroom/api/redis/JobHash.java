package io.darkroom.api.redis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.darkroom.api.status.JobRecord;
import io.darkroom.api.status.JobSnapshot;
import io.darkroom.core.job.JobId;
import io.darkroom.core.job.JobSpec;
import io.darkroom.core.job.JobState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the fields of {@code job:{id}}; docs/formats.md lists them. */
final class JobHash {
    private JobHash() {}

    /** Empty if not even its owner can be told. */
    static Optional<JobRecord> read(JobId id, Map<String, String> hash, ObjectMapper json) {
        String owner = hash.get("owner");
        if (owner == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(id, owner, hash, json));
        } catch (IllegalArgumentException | IllegalStateException unreadable) {
            return Optional.of(new JobRecord.Damaged(owner));
        }
    }

    private static JobRecord read(JobId id, String owner, Map<String, String> hash, ObjectMapper json) {
        JobState state = JobState.ofWireName(required(hash, "state"));
        if (state == JobState.CANCELLED) {
            return new JobRecord.Tombstone(owner);
        }
        return new JobRecord.Live(new JobSnapshot(
                id,
                owner,
                state,
                spec(required(hash, "spec"), json),
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

    private static JobSpec spec(String text, ObjectMapper json) {
        try {
            JobSpec spec = json.readValue(text, JobSpec.class);
            if (spec == null
                    || spec.model() == null
                    || spec.scheduler() == null
                    || spec.lane() == null
                    || spec.delivery() == null) {
                throw new IllegalStateException("a job's spec is not whole");
            }
            return spec;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a job's spec cannot be read");
        }
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
