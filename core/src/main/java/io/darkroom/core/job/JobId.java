package io.darkroom.core.job;

import java.util.Optional;
import java.util.UUID;

/** A job's name everywhere: in paths, on Kafka, in Redis. Random, so that ids cannot be guessed. */
public record JobId(UUID value) {

    /** Draws a new id. */
    public static JobId random() {
        return new JobId(UUID.randomUUID());
    }

    /** Reads the canonical 36-character form, in lower case; empty for anything else. */
    public static Optional<JobId> parse(String text) {
        try {
            UUID value = UUID.fromString(text);
            return value.toString().equals(text) ? Optional.of(new JobId(value)) : Optional.empty();
        } catch (IllegalArgumentException notAUuid) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
