package io.darkroom.api.lane;

import io.darkroom.api.catalog.ModelCatalog;
import java.util.Optional;

/** The paces of all models. */
final class Speeds {
    private final ModelCatalog catalog;

    Speeds(ModelCatalog catalog) {
        this.catalog = catalog;
    }

    /** Empty if no live worker serves the model, or none has measured. */
    Optional<Pace> of(String model) {
        return catalog.served().stream()
                .filter(served -> served.offer().name().equals(model))
                .findFirst()
                .flatMap(Pace::of);
    }
}
