package io.darkroom.core.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.darkroom.core.job.JobSpec;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads what API and workers leave for each other as JSON. Another version may have written it, or somebody who should not be
 * able to: what is not whole is empty, and no exception quotes it. Names that are not known are passed over, for a newer
 * version may know them.
 */
public final class WireJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private WireJson() {}

    /** The settings of a job; empty unless they say at least what is drawn where. */
    public static Optional<JobSpec> spec(String text) {
        return read(text, JobSpec.class, WireJson::isWhole);
    }

    /** A hint; empty unless it says what happened to which job. */
    public static Optional<JobEvent> event(String text) {
        return read(text, JobEvent.class, event -> allThere(event.kind(), event.job()));
    }

    /** A heartbeat; empty unless a job could be checked against each of its offers. */
    public static Optional<WorkerAnnouncement> announcement(String text) {
        return read(
                text,
                WorkerAnnouncement.class,
                worker -> allThere(worker.worker()) && worker.models().stream().allMatch(WireJson::isWhole));
    }

    private static <T> Optional<T> read(String text, Class<T> type, Predicate<T> whole) {
        try {
            return Optional.ofNullable(JSON.readValue(text, type)).filter(whole);
        } catch (JsonProcessingException notWhole) {
            return Optional.empty();
        }
    }

    private static boolean isWhole(JobSpec spec) {
        return allThere(spec.model(), spec.scheduler(), spec.lane(), spec.delivery());
    }

    private static boolean isWhole(ModelOffer offer) {
        return allThere(offer.name(), offer.kind(), offer.defaultScheduler())
                && Topics.isModelName(offer.name())
                && offer.sizeFactor() > 0
                && allThere(offer.schedulerSteps().values().toArray());
    }

    /** JSON may leave out what the types say is there. */
    private static boolean allThere(Object... values) {
        for (Object value : values) {
            if (value == null) {
                return false;
            }
        }
        return true;
    }
}
