package io.darkroom.core.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A hint on {@link RedisKeys#EVENTS} that something about a job has changed. Hints can be lost: the truth is in the job's
 * hash. Written by the Lua scripts, hence the short names.
 *
 * @param kind {@code state}, {@code progress} or {@code image}
 * @param job the job's id
 * @param state wire name of the new state, with {@code state}
 * @param attempt which attempt, from 1, with {@code state}
 * @param code wire name of the failure code, with {@code state} failed
 * @param step steps done, with {@code progress}
 * @param steps of how many, with {@code progress}
 * @param number of the picture that is ready, from 0, with {@code image}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record JobEvent(
        @JsonProperty("kind") String kind,
        @JsonProperty("job") String job,
        @JsonProperty("state") @Nullable String state,
        @JsonProperty("attempt") @Nullable Integer attempt,
        @JsonProperty("code") @Nullable String code,
        @JsonProperty("step") @Nullable Integer step,
        @JsonProperty("steps") @Nullable Integer steps,
        @JsonProperty("n") @Nullable Integer number) {}
