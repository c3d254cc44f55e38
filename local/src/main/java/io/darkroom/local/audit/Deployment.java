package io.darkroom.local.audit;

import io.darkroom.local.ApiKey;
import io.darkroom.local.LocalCluster;
import io.darkroom.local.audit.job.HeldRequest;
import io.darkroom.local.audit.place.FilePlace;
import io.darkroom.local.audit.place.HeapPlace;
import io.darkroom.local.audit.place.KafkaPlace;
import io.darkroom.local.audit.place.PagePlace;
import io.darkroom.local.audit.place.Place;
import io.darkroom.local.audit.place.Plant;
import io.darkroom.local.audit.place.PlantedRecords;
import io.darkroom.local.audit.place.PlantedRowFiles;
import io.darkroom.local.audit.place.PostgresAddress;
import io.darkroom.local.audit.place.PostgresPlace;
import io.darkroom.local.audit.place.ProcessPlace;
import io.darkroom.local.audit.place.RedisPlace;
import io.darkroom.local.audit.place.RedisServerAddress;
import java.net.URI;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Where the parts of a running system are, as far as one was told. Immutable; not a record, since it holds keys. */
public final class Deployment {
    /** What the logs are called, since a worker's own line proves them. */
    static final String LOGS = "logs";

    private final Builder told;

    private Deployment(Builder told) {
        this.told = told;
    }

    /** A deployment of which nothing is known but its API. */
    public static Builder at(URI url, ApiKey key) {
        return new Builder(url, key);
    }

    /**
     * All of a local run.
     *
     * @param start what is older in the machine's folder of temporary files is not the run's
     */
    public static Deployment of(LocalCluster cluster, FileTime start) {
        Path data = cluster.dataFolder().path();
        Builder all = at(cluster.url(), cluster.apiKey())
                .kafka(Map.of("bootstrap.servers", cluster.kafkaBootstrap()))
                .kafkaFiles(List.of(data.resolve("kafka")))
                .redis(new RedisServerAddress(
                        URI.create("redis://127.0.0.1:" + cluster.redisPort()), cluster.redisPassword()))
                .postgres(
                        new PostgresAddress(cluster.postgresUrl(), cluster.postgresUser(), cluster.postgresPassword()))
                .postgresFiles(List.of(data.resolve("postgres")))
                .logs(List.of(cluster.dataFolder().logs()))
                .temporary(List.of(data.resolve("tmp")))
                .working(List.of(data))
                .management(cluster.managementUrls())
                .processes(true)
                .apiPid(cluster.apiPid());
        all.sharedSince = start;
        return all.build();
    }

    /** Where the API is. */
    URI url() {
        return told.url;
    }

    /** A caller's key to it. */
    ApiKey key() {
        return told.key;
    }

    /** What is stored, and what the machine and the services show to whoever runs them. */
    public List<Row> stored() {
        List<Row> rows = new ArrayList<>();
        rows.add(row("Kafka records", Optional.ofNullable(told.kafka).map(KafkaPlace::new), "--kafka"));
        rows.add(files(
                "Kafka files",
                told.kafkaFiles,
                Optional.ofNullable(told.kafka).map(PlantedRecords::new),
                "--kafka-files"));
        rows.add(row("Redis", Optional.ofNullable(told.redis).map(RedisPlace::new), "--redis"));
        rows.add(row("PostgreSQL rows", Optional.ofNullable(told.postgres).map(PostgresPlace::new), "--postgres"));
        rows.add(files(
                "PostgreSQL files",
                told.postgresFiles,
                Optional.ofNullable(told.postgres).map(PlantedRowFiles::new),
                "--postgres-files"));
        rows.add(files(LOGS, told.logs, Optional.empty(), "--logs"));
        rows.add(files("temporary files", told.temporary, Optional.empty(), "--temp"));
        rows.add(row("machine's temporary", sharedTemporary(), "of the local run alone"));
        rows.add(files("working folders", told.working, Optional.empty(), "--work", this::leftOver));
        rows.add(row("metrics and health", pages(), "--management"));
        rows.add(row("processes", processes(), "--processes, on a system with /proc"));
        return rows;
    }

    private Optional<FilePlace> sharedTemporary() {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        return Optional.ofNullable(told.sharedSince)
                .map(start ->
                        FilePlace.of("machine's temporary", List.of(folder)).sharedSince(start));
    }

    /** What lies in folders of their own is looked at there. */
    private FilePlace leftOver(FilePlace place) {
        List<Path> elsewhere = new ArrayList<>(told.kafkaFiles);
        elsewhere.addAll(told.postgresFiles);
        elsewhere.addAll(told.logs);
        elsewhere.addAll(told.temporary);
        return place.without(Set.copyOf(elsewhere));
    }

    private Optional<PagePlace> pages() {
        return told.management.isEmpty() ? Optional.empty() : Optional.of(new PagePlace(told.management));
    }

    private Optional<ProcessPlace> processes() {
        return told.processes && ProcessPlace.exists() ? Optional.of(new ProcessPlace()) : Optional.empty();
    }

    /** The heap of the API, into which clients' sealed prompts never come. */
    Row heap() {
        String name = "heap of the API";
        if (told.apiPid == null) {
            return row(name, Optional.empty(), "--api-pid");
        }
        String obstacle = HeapPlace.obstacle(told.apiPid);
        HeapPlace place = new HeapPlace(told.apiPid, new HeldRequest(url(), key()));
        return new Row(name, obstacle.isEmpty() ? Optional.of(place) : Optional.empty(), obstacle);
    }

    private static Row row(String name, Optional<? extends Place> place, String option) {
        return new Row(name, place.map(known -> known), option);
    }

    private static Row files(String name, List<Path> folders, Optional<? extends Plant> plant, String option) {
        return files(name, folders, plant, option, place -> place);
    }

    private static Row files(
            String name,
            List<Path> folders,
            Optional<? extends Plant> plant,
            String option,
            UnaryOperator<FilePlace> change) {
        FilePlace place = change.apply(FilePlace.of(name, folders));
        FilePlace proved = plant.map(known -> place.plantedBy(List.of(known))).orElse(place);
        return new Row(name, folders.isEmpty() ? Optional.empty() : Optional.of(proved), option);
    }

    /** Collects addresses. */
    public static final class Builder {
        private final URI url;
        private final ApiKey key;
        private @Nullable Map<String, Object> kafka;
        private List<Path> kafkaFiles = List.of();
        private @Nullable RedisServerAddress redis;
        private @Nullable PostgresAddress postgres;
        private List<Path> postgresFiles = List.of();
        private List<Path> logs = List.of();
        private List<Path> temporary = List.of();
        private List<Path> working = List.of();
        private List<URI> management = List.of();
        private boolean processes;
        private @Nullable Long apiPid;
        private @Nullable FileTime sharedSince;

        private Builder(URI url, ApiKey key) {
            this.url = url;
            this.key = key;
        }

        /** Settings of Kafka's clients. */
        public Builder kafka(Map<String, Object> settings) {
            this.kafka = Map.copyOf(settings);
            return this;
        }

        /** Folders where brokers keep their records; they need {@link #kafka} to be proved. */
        public Builder kafkaFiles(List<Path> folders) {
            this.kafkaFiles = absolute(folders);
            return this;
        }

        /** The Redis. */
        public Builder redis(RedisServerAddress address) {
            this.redis = address;
            return this;
        }

        /** The database. */
        public Builder postgres(PostgresAddress address) {
            this.postgres = address;
            return this;
        }

        /** Folders where it keeps rows and its log; they need {@link #postgres} to be proved. */
        public Builder postgresFiles(List<Path> folders) {
            this.postgresFiles = absolute(folders);
            return this;
        }

        /** Folders where the parts write what happened. */
        public Builder logs(List<Path> folders) {
            this.logs = absolute(folders);
            return this;
        }

        /** Folders where the parts put what they soon delete. */
        public Builder temporary(List<Path> folders) {
            this.temporary = absolute(folders);
            return this;
        }

        /** Folders in which the parts run. */
        public Builder working(List<Path> folders) {
            this.working = absolute(folders);
            return this;
        }

        /** Management addresses of the services. */
        public Builder management(List<URI> addresses) {
            this.management = List.copyOf(addresses);
            return this;
        }

        /** Whether the parts run on this machine. */
        public Builder processes(boolean here) {
            this.processes = here;
            return this;
        }

        /** The API's process on this machine. */
        public Builder apiPid(@Nullable Long pid) {
            this.apiPid = pid;
            return this;
        }

        private static List<Path> absolute(List<Path> folders) {
            return folders.stream()
                    .map(folder -> folder.toAbsolutePath().normalize())
                    .toList();
        }

        /** The deployment. */
        public Deployment build() {
            return new Deployment(this);
        }
    }
}
