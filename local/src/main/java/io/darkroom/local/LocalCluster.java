package io.darkroom.local;

import io.darkroom.local.client.ApiClient;
import io.darkroom.local.embedded.KafkaServer;
import io.darkroom.local.embedded.PostgresServer;
import io.darkroom.local.embedded.ServerBinaries;
import io.darkroom.local.keys.KeyCare;
import io.darkroom.local.keys.KeyUse;
import io.darkroom.local.process.Processes;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The whole system on one machine: Kafka in this JVM, PostgreSQL, Redis, the API and the workers as its children. Whatever
 * becomes of this JVM, no child outlives it by more than moments. Thread-safe.
 */
public final class LocalCluster implements AutoCloseable {
    private final LocalSettings settings;
    private final DataFolder data;
    private final Processes processes;
    private final KeyFolder keys;
    private final Stores stores;
    private final Services services;
    private final ServicePlan plan;
    private final int port;
    private final ApiKey apiKey = ApiKey.generate();
    private final boolean firstApiKey;
    private final InstantSource clock = InstantSource.system();
    private final KeyCare keyCare;
    private final CompletableFuture<LocalFailure> ended = new CompletableFuture<>();

    private boolean closed;

    private LocalCluster(LocalSettings settings, DataFolder data, int port, Ports ports) throws IOException {
        this.settings = settings;
        this.data = data;
        this.port = port;
        this.processes = Processes.open(data.run());
        data.emptyTmp();
        this.keys = new KeyFolder(data.keys());
        this.firstApiKey = settings.firstApiKey() && !keys.hasFirstApiKey();
        ServerBinaries binaries = new ServerBinaries(parts(settings, data));
        this.stores = new Stores(processes, binaries, data, keys.databasePassword(), ports);
        this.services = new Services(processes, settings.notices());
        this.keyCare = new KeyCare(keys.directory(), clock, settings.notices());
        this.plan = new ServicePlan(settings, data, keys.directory(), ports, stores);
    }

    /**
     * Starts everything and returns once jobs can be drawn.
     *
     * @throws LocalFailure if a part does not start; nothing is left running then
     */
    public static LocalCluster start(LocalSettings settings) {
        LocalCluster cluster = prepare(settings);
        cluster.boot();
        return cluster;
    }

    /** Takes the data folder and the ports, stops what a crashed run left there, and starts nothing yet. */
    public static LocalCluster prepare(LocalSettings settings) {
        requireBuilt(settings);
        Ports ports = new Ports(new SecureRandom());
        int port = ports.exactly(settings.port());
        DataFolder data = settings.takeDataFolder();
        try {
            return new LocalCluster(settings, data, port, ports);
        } catch (IOException | RuntimeException e) {
            data.close();
            throw e instanceof LocalFailure failure
                    ? failure
                    : new LocalFailure("cannot use " + data.path() + ": " + e.getMessage(), e);
        }
    }

    private static void requireBuilt(LocalSettings settings) {
        for (Path jar : List.of(settings.apiJar(), settings.workerJar())) {
            if (!Files.exists(jar)) {
                throw new LocalFailure(jar + " is missing; build with: mvn -DskipTests package");
            }
        }
    }

    /** Shared by all runs of the tree, unless the tree is somebody else's. */
    private static Path parts(LocalSettings settings, DataFolder data) {
        Path shared = settings.home().resolve(".darkroom");
        Path nearest = Files.exists(shared) ? shared : settings.home();
        return (Files.isWritable(nearest) ? shared : data.path()).resolve("parts");
    }

    /** Starts what was prepared; as {@link #start}. */
    public void boot() {
        try {
            settings.notices().accept("starting Kafka, PostgreSQL and Redis");
            stores.start();
            startServices();
            awaitServices();
            services.trust();
            keyCare.start();
            var unused = stores.lost().thenAccept(ended::complete);
        } catch (IOException | RuntimeException e) {
            close();
            throw e instanceof LocalFailure failure ? failure : new LocalFailure("cannot start: " + e.getMessage(), e);
        }
    }

    private void startServices() throws IOException {
        int workers = settings.workers();
        settings.notices().accept("starting the API and " + workers + (workers == 1 ? " worker" : " workers"));
        keys.directory().complete(clock.instant());
        services.start(plan.api(port, apiKey, firstApiKey));
        for (int number = 1; number <= workers; number++) {
            services.start(plan.worker(number));
        }
    }

    private void awaitServices() {
        services.awaitReady(stores.lost());
        if (firstApiKey) {
            keys.noteFirstApiKey();
        }
        if (settings.workers() > 0) {
            ApiClient client = new ApiClient(url(), apiKey);
            services.await(stores.lost(), client::offersModel);
        }
    }

    /** Address of the API, without a slash at its end. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** A key to the API that holds as long as this run. */
    public ApiKey apiKey() {
        return apiKey;
    }

    /** The same key if it is the data folder's first, which goes on being accepted by later runs. */
    public Optional<ApiKey> firstApiKey() {
        return Optional.of(apiKey).filter(key -> firstApiKey);
    }

    /** The broker, which may be stopped and started again. */
    public KafkaServer kafka() {
        return stores.kafka();
    }

    /** Redis, which may be stopped and started again: then nothing is in it. */
    public StoreServer redis() {
        return stores.redis();
    }

    /** PostgreSQL, which may be stopped and started again. */
    public StoreServer postgres() {
        return stores.postgres();
    }

    /** What Kafka clients connect to. */
    public String kafkaBootstrap() {
        return stores.kafka().bootstrap();
    }

    /** Redis is on this port of 127.0.0.1. */
    public int redisPort() {
        return stores.redisPort();
    }

    /** What Redis asks for. */
    public String redisPassword() {
        return stores.redisPassword();
    }

    /** JDBC address of the database. */
    public String postgresUrl() {
        return PostgresServer.jdbcUrl(stores.postgresPort());
    }

    /** User of the database. */
    public String postgresUser() {
        return PostgresServer.NAME;
    }

    /** What the database asks for. */
    public String postgresPassword() {
        return stores.postgresPassword();
    }

    /** Thumbprint (RFC 7638) of the key that prompts are sealed to: a client may compare it with what the API hands out. */
    public String workerKey() {
        return keys.directory().ring(KeyUse.WORKER).notes().get(0).thumbprint();
    }

    /** Where everything is kept. */
    public DataFolder dataFolder() {
        return data;
    }

    /** Where the services tell how they are, without a slash at the end. */
    public List<URI> managementUrls() {
        return services.managementUrls();
    }

    /** Process id of the API. */
    public long apiPid() {
        return services.pids("api").get(0);
    }

    /** Process ids of the workers that run now; one that ended is started again under another id. */
    public List<Long> workerPids() {
        return services.pids("worker-");
    }

    /** Completes with the reason when the run cannot go on; cancelled when it is closed. */
    public CompletableFuture<LocalFailure> ended() {
        return ended;
    }

    /** Stops everything, services first, and returns when it is gone. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        ended.cancel(false);
        keyCare.close();
        processes.refuseNew();
        services.stop();
        CompletableFuture<Void> kafka = CompletableFuture.runAsync(stores.kafka()::stop);
        processes.close();
        kafka.join();
        data.close();
    }
}
