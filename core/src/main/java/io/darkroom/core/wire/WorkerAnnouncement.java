package io.darkroom.core.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;

/**
 * A worker's heartbeat.
 *
 * @param worker its id, new at each start
 * @param models what it serves
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record WorkerAnnouncement(
        @JsonProperty("worker") String worker,
        @JsonProperty("models") List<ModelOffer> models) {

    /** How often a worker announces itself. */
    public static final Duration PERIOD = Duration.ofSeconds(2);

    /** How long an announcement counts: a worker that misses several is taken for dead. */
    public static final Duration TIME_TO_LIVE = Duration.ofSeconds(9);

    /** How long a model is remembered after its last worker left. */
    public static final Duration MODEL_MEMORY = Duration.ofDays(7);

    /** Copies the list. */
    public WorkerAnnouncement {
        models = List.copyOf(models);
    }
}
