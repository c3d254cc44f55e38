package io.darkroom.api.catalog;

import java.util.List;

/** What workers serve, as a test says. */
public final class FixedCatalog implements ModelCatalog {
    /** Served now. */
    public List<ServedModel> served = List.of();

    /** Whether Redis is away. */
    boolean silent;

    @Override
    public List<ServedModel> served() {
        if (silent) {
            throw new IllegalStateException("Redis is away");
        }
        return served;
    }

    @Override
    public boolean isRemembered(String model) {
        return false;
    }
}
