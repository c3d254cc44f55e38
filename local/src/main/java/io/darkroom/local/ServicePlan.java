package io.darkroom.local;

import io.darkroom.local.embedded.PostgresServer;
import io.darkroom.local.embedded.RedisServer;
import io.darkroom.local.keys.KeyDirectory;
import io.darkroom.local.keys.KeyUse;
import java.io.IOException;
import java.nio.file.Path;

/** What the API and the workers of one run are started with. */
final class ServicePlan {
    private static final String OWNER = "local";

    private final LocalSettings settings;
    private final DataFolder data;
    private final KeyDirectory keys;
    private final Ports ports;
    private final Stores stores;

    ServicePlan(LocalSettings settings, DataFolder data, KeyDirectory keys, Ports ports, Stores stores) {
        this.settings = settings;
        this.data = data;
        this.keys = keys;
        this.ports = ports;
        this.stores = stores;
    }

    /** The API on {@code port}; {@code key} outlasts the run if it is a data folder's first. */
    JavaService api(int port, ApiKey key, boolean first) throws IOException {
        return service("api", settings.apiJar())
                .flag("-XX:TieredStopAtLevel=1")
                .flag("-Xmx512m")
                .flags(settings.apiFlags())
                .set("quarkus.http.host", "127.0.0.1")
                .set("quarkus.http.port", port)
                // Nobody else could take over, so nobody has to be told for long.
                .set("quarkus.shutdown.delay", "PT0.2S")
                .set("darkroom.keys.worker", keys.publicKeys(KeyUse.WORKER))
                .set("darkroom.keys.delivery", keys.pairs(KeyUse.DELIVERY))
                .set("darkroom.keys.storage", keys.pairs(KeyUse.STORAGE))
                .set("darkroom.keys.receipt", keys.receiptKeys())
                .secret("darkroom.api." + (first ? "bootstrap" : "session") + "-keys", OWNER + ":" + key.sha256Hex())
                .setAll(settings.apiProperties());
    }

    /** Worker {@code number}, from 1; its drawing loops want the second compiler that the API does without. */
    JavaService worker(int number) throws IOException {
        return service("worker-" + number, settings.workerJar())
                .flag("-Xmx1g")
                .flags(settings.workerFlags())
                .set("darkroom.worker.models", settings.models())
                // Shorter than the time a child is given to end; what is not done by then goes back to Kafka.
                .set("darkroom.worker.drain-timeout", "PT5S")
                .set("darkroom.keys.worker", keys.pairs(KeyUse.WORKER))
                .set("darkroom.keys.delivery", keys.publicKeys(KeyUse.DELIVERY))
                .set("darkroom.keys.storage", keys.publicKeys(KeyUse.STORAGE))
                .setAll(settings.workerProperties());
    }

    private JavaService service(String name, Path jar) throws IOException {
        return new JavaService(name, jar, data.log(name), ports.next())
                .flag("-Djava.io.tmpdir=" + data.tmp(name))
                .set("kafka.bootstrap.servers", stores.kafka().bootstrap())
                .set("quarkus.redis.hosts", RedisServer.url(stores.redisPort()))
                .secret("quarkus.redis.password", stores.redisPassword())
                .set("quarkus.datasource.jdbc.url", PostgresServer.jdbcUrl(stores.postgresPort()))
                .set("quarkus.datasource.username", PostgresServer.NAME)
                .secret("quarkus.datasource.password", stores.postgresPassword());
    }
}
