package io.darkroom.local.command;

import io.darkroom.local.ApiKey;
import io.darkroom.local.LocalFailure;
import io.darkroom.local.Reason;
import io.darkroom.local.audit.Deployment;
import io.darkroom.local.audit.place.PostgresAddress;
import io.darkroom.local.audit.place.RedisServerAddress;
import io.darkroom.local.embedded.PostgresServer;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Where the parts of a deployment are that {@code audit} is to look at. Secrets come from files. */
final class AuditedAddresses {
    @Option(names = "--kafka", paramLabel = "HOST:PORT", description = "A broker of its Kafka.")
    @Nullable
    String kafka;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "Properties of Kafka's clients, for TLS and passwords.")
    @Nullable
    Path kafkaConfig;

    @Option(names = "--kafka-files", paramLabel = "DIR", description = "Where a broker keeps its records.")
    List<Path> kafkaFiles = new ArrayList<>();

    @Option(names = "--redis", paramLabel = "URL", description = "Its Redis, redis[s]://[user@]host[:port].")
    @Nullable
    URI redis;

    @Option(
            names = "--redis-password-file",
            paramLabel = "FILE",
            description = "File with its password and nothing else.")
    @Nullable
    Path redisPasswordFile;

    @Option(names = "--postgres", paramLabel = "URL", description = "JDBC address of its database.")
    @Nullable
    String postgres;

    @Option(
            names = "--postgres-user",
            paramLabel = "NAME",
            defaultValue = PostgresServer.NAME,
            description = "User of the database (default: ${DEFAULT-VALUE}).")
    String postgresUser = PostgresServer.NAME;

    @Option(
            names = "--postgres-password-file",
            paramLabel = "FILE",
            description = "File with the user's password and nothing else (default: ~/.pgpass may know it).")
    @Nullable
    Path postgresPasswordFile;

    @Option(names = "--postgres-files", paramLabel = "DIR", description = "Where it keeps rows and its log.")
    List<Path> postgresFiles = new ArrayList<>();

    @Option(names = "--logs", paramLabel = "DIR", description = "Where parts write their logs.")
    List<Path> logs = new ArrayList<>();

    @Option(names = "--temp", paramLabel = "DIR", description = "Where parts put temporary files.")
    List<Path> temporary = new ArrayList<>();

    @Option(names = "--work", paramLabel = "DIR", description = "Where parts run, or keep anything else.")
    List<Path> working = new ArrayList<>();

    @Option(names = "--management", paramLabel = "URL", description = "Management address of an API or a worker.")
    List<URI> management = new ArrayList<>();

    @Option(names = "--processes", description = "Parts run on this machine: look at all of its processes.")
    boolean processes;

    @Option(
            names = "--api-pid",
            paramLabel = "PID",
            description = "The API's process on this machine: look at its heap.")
    @Nullable
    Long apiPid;

    /** Refuses what cannot be meant. */
    void check(CommandLine line, boolean elsewhere) {
        if (!elsewhere && !areAllMissing()) {
            throw new UsageError(line, "addresses of parts need --server");
        }
        if (kafka == null && (kafkaConfig != null || !kafkaFiles.isEmpty())) {
            throw new UsageError(line, "--kafka-config and --kafka-files need --kafka");
        }
        if (postgres == null && !postgresFiles.isEmpty()) {
            throw new UsageError(line, "--postgres-files needs --postgres");
        }
    }

    private boolean areAllMissing() {
        return Stream.of(kafka, kafkaConfig, redis, postgres, apiPid).allMatch(option -> option == null)
                && Stream.of(kafkaFiles, postgresFiles, logs, temporary, working, management)
                        .allMatch(List::isEmpty)
                && !processes;
    }

    /** The deployment whose API is at {@code url}. */
    Deployment deployment(URI url, ApiKey key) {
        Deployment.Builder told = Deployment.at(url, key)
                .kafkaFiles(kafkaFiles)
                .postgresFiles(postgresFiles)
                .logs(logs)
                .temporary(temporary)
                .working(working)
                .management(management)
                .processes(processes)
                .apiPid(apiPid);
        if (kafka != null) {
            told.kafka(kafkaSettings(kafka));
        }
        if (redis != null) {
            told.redis(new RedisServerAddress(redis, password(redisPasswordFile)));
        }
        if (postgres != null) {
            told.postgres(new PostgresAddress(postgres, postgresUser, password(postgresPasswordFile)));
        }
        return told.build();
    }

    private static String password(@Nullable Path file) {
        try {
            return file == null ? "" : Files.readString(file).strip();
        } catch (IOException e) {
            throw new LocalFailure("a password cannot be read: " + Reason.of(e), e);
        }
    }

    private Map<String, Object> kafkaSettings(String bootstrap) {
        Map<String, Object> settings = new HashMap<>();
        if (kafkaConfig != null) {
            Properties file = new Properties();
            try (Reader reader = Files.newBufferedReader(kafkaConfig)) {
                file.load(reader);
            } catch (IOException e) {
                throw new LocalFailure("Kafka's properties cannot be read: " + Reason.of(e), e);
            }
            file.forEach((name, value) -> settings.put(name.toString(), value));
        }
        settings.put("bootstrap.servers", bootstrap);
        return settings;
    }
}
