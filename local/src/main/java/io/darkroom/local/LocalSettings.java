package io.darkroom.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a local run is started with. Immutable. */
public final class LocalSettings {
    private final Path home;
    private final @Nullable Path data;
    private final Path models;
    private final int workers;
    private final int port;
    private final boolean firstApiKey;
    private final Map<String, String> apiProperties;
    private final Map<String, String> workerProperties;
    private final List<String> apiFlags;
    private final List<String> workerFlags;
    private final Consumer<String> notices;

    private LocalSettings(Builder builder) {
        this.home = builder.home;
        this.data = builder.data;
        this.models = Optional.ofNullable(builder.models).orElse(home.resolve("models"));
        this.workers = builder.workers;
        this.port = builder.port;
        this.firstApiKey = builder.firstApiKey;
        this.apiProperties = Map.copyOf(builder.apiProperties);
        this.workerProperties = Map.copyOf(builder.workerProperties);
        this.apiFlags = List.copyOf(builder.apiFlags);
        this.workerFlags = List.copyOf(builder.workerFlags);
        this.notices = builder.notices;
    }

    /** Settings for the tree at {@code home}, where {@code pom.xml} lies and the services are built. */
    public static Builder of(Path home) {
        return new Builder(home);
    }

    /** The tree. */
    Path home() {
        return home;
    }

    /** The API as it was built. */
    Path apiJar() {
        return home.resolve("api/target/quarkus-app/quarkus-run.jar");
    }

    /** The worker as it was built. */
    Path workerJar() {
        return home.resolve("worker/target/quarkus-app/quarkus-run.jar");
    }

    /** Takes the data folder: the one given, which must be free, or else the first free one of this tree. */
    DataFolder takeDataFolder() {
        return data == null
                ? DataFolder.firstFree(home.resolve(".darkroom").resolve("data"))
                : DataFolder.exactly(data);
    }

    /** A folder of model folders. */
    Path models() {
        return models;
    }

    /** How many workers, 0 or more. */
    int workers() {
        return workers;
    }

    /** The API's port; 0 stands for any free one. */
    int port() {
        return port;
    }

    /** Whether a data folder's first run makes an API key that lasts. */
    boolean firstApiKey() {
        return firstApiKey;
    }

    /** Properties of the API beyond those a local run sets. */
    Map<String, String> apiProperties() {
        return apiProperties;
    }

    /** Properties of the workers beyond those a local run sets. */
    Map<String, String> workerProperties() {
        return workerProperties;
    }

    /** Flags of the API's JVM beyond those a local run sets. */
    List<String> apiFlags() {
        return apiFlags;
    }

    /** Flags of the workers' JVMs beyond those a local run sets. */
    List<String> workerFlags() {
        return workerFlags;
    }

    /** Told what is going on, one line at a time. */
    Consumer<String> notices() {
        return notices;
    }

    /** Collects settings; what is not given has the default that is named. */
    public static final class Builder {
        private final Path home;
        private @Nullable Path data;
        private @Nullable Path models;
        private int workers = 1;
        private int port;
        private boolean firstApiKey;
        private final Map<String, String> apiProperties = new TreeMap<>();
        private final Map<String, String> workerProperties = new TreeMap<>();
        private final List<String> apiFlags = new ArrayList<>();
        private final List<String> workerFlags = new ArrayList<>();
        private Consumer<String> notices = line -> {};

        private Builder(Path home) {
            this.home = home.toAbsolutePath().normalize();
        }

        /** Keep everything in this folder; by default in the first free of {@code .darkroom/data}, {@code data-2}, … */
        public Builder data(@Nullable Path folder) {
            this.data = folder;
            return this;
        }

        /** Draw with the models in this folder; by default {@code models}. */
        public Builder models(@Nullable Path folder) {
            this.models = folder == null ? null : folder.toAbsolutePath().normalize();
            return this;
        }

        /** Start so many workers; by default one. */
        public Builder workers(int count) {
            this.workers = count;
            return this;
        }

        /** Serve the API here; by default on any free port. */
        public Builder port(int number) {
            this.port = number;
            return this;
        }

        /** Make, at the first run of a data folder, an API key that lasts; by default keys last as long as the run. */
        public Builder firstApiKey(boolean wanted) {
            this.firstApiKey = wanted;
            return this;
        }

        /** Set a property of the API, {@code darkroom.…} or {@code quarkus.…}; nothing secret. */
        public Builder apiProperty(String name, String value) {
            apiProperties.put(name, value);
            return this;
        }

        /** Set a property of the workers, {@code darkroom.…} or {@code quarkus.…}; nothing secret. */
        public Builder workerProperty(String name, String value) {
            workerProperties.put(name, value);
            return this;
        }

        /** Give the API's JVM a flag; of two that contradict each other the later one holds, and this one is later. */
        public Builder apiFlag(String flag) {
            apiFlags.add(flag);
            return this;
        }

        /** Give the workers' JVMs a flag, for example a larger {@code -Xmx}. */
        public Builder workerFlag(String flag) {
            workerFlags.add(flag);
            return this;
        }

        /** Tell what is going on, one line at a time; by default nobody is told. */
        public Builder notices(Consumer<String> listener) {
            this.notices = listener;
            return this;
        }

        /** The settings. */
        public LocalSettings build() {
            return new LocalSettings(this);
        }
    }
}
