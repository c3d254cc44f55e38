package io.darkroom.diffusion.shelf;

import io.darkroom.diffusion.pipeline.EngineSettings;
import io.darkroom.diffusion.pipeline.StableDiffusion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/** Loads as the shelf does by itself; keeps a list, and holds up the loading of models if told to. */
final class CountingLoader implements Function<Path, StableDiffusion> {
    private final List<String> loaded = new CopyOnWriteArrayList<>();
    private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> arrivals = new ConcurrentHashMap<>();

    @Override
    public StableDiffusion apply(Path folder) {
        String name = String.valueOf(folder.getFileName());
        try {
            arrival(name).countDown();
            gates.getOrDefault(name, new CountDownLatch(0)).await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        loaded.add(name);
        return StableDiffusion.load(folder, new EngineSettings(1));
    }

    /** Names in the order in which they were loaded, again and again if so. */
    List<String> loaded() {
        return loaded;
    }

    /** Holds up the loading of a model until what is returned is counted down. */
    CountDownLatch holdUp(String name) {
        CountDownLatch gate = new CountDownLatch(1);
        gates.put(name, gate);
        return gate;
    }

    /** Waits until the loading of a model has begun. */
    void awaitBeginOf(String name) throws InterruptedException {
        arrival(name).await();
    }

    private CountDownLatch arrival(String name) {
        return arrivals.computeIfAbsent(name, any -> new CountDownLatch(1));
    }
}
