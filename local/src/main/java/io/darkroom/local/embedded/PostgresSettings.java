package io.darkroom.local.embedded;

import java.util.Map;
import java.util.TreeMap;

/** What PostgreSQL is set to, on its command line, so that a data folder of an older version gets it too. */
final class PostgresSettings {
    /** For every way it runs: no statement and no row value in its log, nothing but the data folder on disk. */
    static final Map<String, String> QUIET = Map.of(
            "log_min_error_statement", "panic",
            "log_error_verbosity", "terse",
            "log_parameter_max_length", "0",
            "log_parameter_max_length_on_error", "0",
            "unix_socket_directories", "");

    /** For the server: a small one that keeps what it promised. */
    static final Map<String, String> SERVER = server();

    private PostgresSettings() {}

    private static Map<String, String> server() {
        Map<String, String> settings = new TreeMap<>(QUIET);
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("fsync", "on");
        settings.put("synchronous_commit", "on");
        settings.put("max_connections", "50");
        settings.put("shared_buffers", "32MB");
        settings.put("jit", "off");
        // No copies of rows for replicas that nobody has.
        settings.put("wal_level", "minimal");
        settings.put("max_wal_senders", "0");
        settings.put("max_wal_size", "128MB");
        settings.put("min_wal_size", "32MB");
        return Map.copyOf(settings);
    }
}
