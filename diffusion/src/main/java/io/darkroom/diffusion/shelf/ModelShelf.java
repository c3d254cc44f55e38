package io.darkroom.diffusion.shelf;

import io.darkroom.diffusion.model.GraphFile;
import io.darkroom.diffusion.pipeline.ModelDescription;
import io.darkroom.diffusion.pipeline.StableDiffusion;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Model folders by name under a memory budget. A model is loaded when it is first asked for, and stays until its room is
 * needed: then the least recently used of those that nobody uses leave. Thread-safe.
 *
 * <p>Whoever draws holds a {@link ModelLease}; any number of them share a loaded model, and a model in use is never unloaded.
 * Loading goes one model at a time, first come first served: it takes a while, and for that while more memory than the model
 * does afterwards. It holds up nobody who asks for a model that is there.
 *
 * <p>If the idle models leave too little room, those in use that would have to go are <em>called back</em>: they give no
 * more leases until the waiting load has had its room, so that a busy model does not keep out a rare one. Whoever asks for
 * one called back waits behind that load. No lease waits longer than the shelf's patience before it is refused, so nothing
 * waits for ever; but a thread that holds one lease and asks for another may be waiting for itself. Take one at a time.
 */
public final class ModelShelf implements AutoCloseable {
    private final ShelfSettings settings;
    private final Function<Path, StableDiffusion> loader;
    private final Map<String, Place> byName = new TreeMap<>();
    private final Places places;

    /** Had by who makes room and loads; so there is never but one who takes a model out or puts one in. */
    private final LoadingTurn turn = new LoadingTurn();

    /**
     * A shelf with none of its models loaded.
     *
     * @param folders of models, each named as its folder
     * @throws IllegalArgumentException if two have one name
     */
    public ModelShelf(Collection<Path> folders, ShelfSettings settings) {
        this(folders, settings, folder -> StableDiffusion.load(folder, settings.engine()));
    }

    ModelShelf(Collection<Path> folders, ShelfSettings settings, Function<Path, StableDiffusion> loader) {
        this.settings = settings;
        this.loader = loader;
        for (Path folder : folders) {
            String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
            if (byName.put(name, new Place(name, folder)) != null) {
                throw new IllegalArgumentException("folders must have different names, two are called " + name);
            }
        }
        places = new Places(byName.values(), settings.budgetBytes());
    }

    /**
     * What a model counts as, in bytes: the sizes of its graphs' files, with weights that lie beside them. Measured without
     * loading it. Weights take about that much: 1.03 to 1.07 times for 652 MB of them, more for models of a few megabytes, and
     * up to twice as much while they are loaded. Not in it is the memory to work in, which grows with the pictures' size and
     * with their number in a step.
     *
     * @throws io.darkroom.diffusion.model.ModelException if files of a graph are missing, cut off or outside of its folder
     */
    public static long sizeOf(Path folder) {
        return GraphFile.all(folder).stream().mapToLong(GraphFile::bytes).sum();
    }

    /** Names of all models, loaded or not, in order. */
    public Set<String> names() {
        return Collections.unmodifiableSet(byName.keySet());
    }

    /** Names of the models that are loaded now. */
    public Set<String> loaded() {
        return places.loaded();
    }

    /**
     * What a model offers, as it was when last loaded. The first time it is loaded for that.
     *
     * @throws RuntimeException as {@link #lease}, the first time
     */
    public ModelDescription describe(String name) {
        Optional<ModelDescription> known = places.description(place(name));
        if (known.isPresent()) {
            return known.get();
        }
        try (ModelLease lease = lease(name)) {
            return lease.model().description();
        }
    }

    /**
     * A lease of a model, which is loaded if it is not there; once, if several ask at a time.
     *
     * @param name one of {@link #names}
     * @throws LeaseException if there is no room for it, now or ever, the shelf is closed, or this thread is interrupted,
     *     which it then still is
     * @throws io.darkroom.diffusion.model.ModelException if the folder cannot be drawn with
     * @throws io.darkroom.diffusion.onnx.EngineException if ONNX Runtime cannot do what the settings ask for
     */
    public ModelLease lease(String name) {
        return lease(name, () -> {});
    }

    /**
     * As {@link #lease(String)}, for somebody who may lose interest.
     *
     * @param look done about twice a second while this waits, though not while it loads; what it throws ends the waiting
     */
    public ModelLease lease(String name, Runnable look) {
        Place place = place(name);
        return places.lend(place).orElseGet(() -> leaseInTurn(place, new Patience(settings.patience(), look)));
    }

    private Place place(String name) {
        Place place = byName.get(name);
        if (place == null) {
            throw new IllegalArgumentException("model must be one of " + names());
        }
        return place;
    }

    private ModelLease leaseInTurn(Place place, Patience patience) {
        try {
            turn.enter(patience);
            try {
                Optional<ModelLease> thereByNow = places.lend(place);
                return thereByNow.isPresent() ? thereByNow.get() : load(place, patience);
            } finally {
                turn.leave();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LeaseException("interrupted");
        }
    }

    private ModelLease load(Place place, Patience patience) throws InterruptedException {
        long bytes = sizeOf(place.folder());
        if (bytes > settings.budgetBytes()) {
            throw new LeaseException(
                    "it takes " + bytes + " bytes, and all models together may take " + settings.budgetBytes());
        }
        places.makeRoom(bytes, patience).forEach(StableDiffusion::close);
        StableDiffusion model = loader.apply(place.folder());
        try {
            return places.put(place, model, bytes);
        } catch (LeaseException e) {
            model.close();
            throw e;
        }
    }

    /** Gives no more leases, and none to those who wait. Models in use are unloaded with their last lease, the others now. */
    @Override
    public void close() {
        places.close().forEach(StableDiffusion::close);
    }
}
