package io.darkroom.diffusion.shelf;

import io.darkroom.diffusion.pipeline.ModelDescription;
import io.darkroom.diffusion.pipeline.StableDiffusion;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A model's place on the shelf, with the model or without. Guarded by the shelf's lock. */
final class Place {
    /** Who leaves first: the idle before those in use, among them the least recently used. */
    static final Comparator<Place> LEAVING =
            Comparator.comparing(Place::isInUse).thenComparingLong(place -> place.lastUse);

    private final String name;
    private final Path folder;
    private @Nullable StableDiffusion model;
    private @Nullable ModelDescription description;
    private long bytes;
    private int leases;
    private long lastUse;
    private boolean calledBack;

    Place(String name, Path folder) {
        this.name = name;
        this.folder = folder;
    }

    String name() {
        return name;
    }

    Path folder() {
        return folder;
    }

    boolean isLoaded() {
        return model != null;
    }

    boolean isInUse() {
        return leases > 0;
    }

    /** Of the loaded model, 0 if there is none. */
    long bytes() {
        return bytes;
    }

    /** Known since the model was loaded for the first time. */
    Optional<ModelDescription> description() {
        return Optional.ofNullable(description);
    }

    void put(StableDiffusion loaded, long size) {
        model = loaded;
        description = loaded.description();
        bytes = size;
    }

    /** Whether the model gives no more leases, since another needs its room. */
    void callBack(boolean called) {
        calledBack = called;
    }

    /** The model with one lease more; empty if it is not there or called back. */
    Optional<StableDiffusion> lend(long now) {
        if (model == null || calledBack) {
            return Optional.empty();
        }
        leases++;
        lastUse = now;
        return Optional.of(model);
    }

    void giveBack(long now) {
        leases--;
        lastUse = now;
    }

    /** Takes the model out, which nobody uses. */
    StableDiffusion take() {
        StableDiffusion taken = Objects.requireNonNull(model);
        model = null;
        bytes = 0;
        return taken;
    }
}
