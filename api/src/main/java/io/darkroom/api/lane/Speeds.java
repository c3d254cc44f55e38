package io.darkroom.api.lane;

import io.darkroom.api.catalog.ModelCatalog;
import io.darkroom.api.catalog.ServedModel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The paces of all models, asked for at most once a second: a list of jobs wants them many times. */
final class Speeds {
    private static final Duration MEMORY = Duration.ofSeconds(1);

    private final ModelCatalog catalog;
    private final Clock clock;
    private volatile Remembered remembered = new Remembered(List.of(), Instant.MIN);

    Speeds(ModelCatalog catalog, Clock clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    /** Empty if no live worker serves the model, or none has measured. */
    Optional<Pace> of(String model) {
        return served().stream()
                .filter(served -> served.offer().name().equals(model))
                .findFirst()
                .flatMap(Pace::of);
    }

    private List<ServedModel> served() {
        Instant now = clock.instant();
        Remembered last = remembered;
        if (now.isBefore(last.until())) {
            return last.served();
        }
        Remembered fresh = new Remembered(catalog.served(), now.plus(MEMORY));
        remembered = fresh;
        return fresh.served();
    }

    private record Remembered(List<ServedModel> served, Instant until) {}
}
