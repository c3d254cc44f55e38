package io.darkroom.local.command;

import io.darkroom.local.LocalFailure;
import io.darkroom.local.Reason;
import io.darkroom.local.embedded.PostgresServer;
import io.darkroom.local.keys.KeptRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the library's rows are. */
final class LibraryOptions {
    @Option(
            names = "--postgres",
            paramLabel = "URL",
            description = "JDBC address of the library (default: the data folder's, while ./darkroom up runs).")
    @Nullable
    String url;

    @Option(
            names = "--postgres-user",
            paramLabel = "NAME",
            defaultValue = PostgresServer.NAME,
            description = "User of the database (default: ${DEFAULT-VALUE}).")
    String user = PostgresServer.NAME;

    @Option(
            names = "--postgres-password-file",
            paramLabel = "FILE",
            description = "File with the user's password and nothing else.")
    @Nullable
    Path passwordFile;

    /** The library that was named, or that of the data folder if it runs. */
    Optional<KeptRows> find(KeyOptions keys, Path home) {
        if (url != null) {
            return Optional.of(new KeptRows(url, user, passwordFile == null ? "" : text(passwordFile)));
        }
        return keys.dataFolder(home).flatMap(LibraryOptions::running);
    }

    private static Optional<KeptRows> running(Path data) {
        return PostgresServer.portOf(data.resolve("postgres"))
                .map(port -> new KeptRows(
                        PostgresServer.jdbcUrl(port),
                        PostgresServer.NAME,
                        text(data.resolve("keys").resolve("postgres.password"))));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new LocalFailure("cannot read the password in " + file + ": " + Reason.of(e), e);
        }
    }
}
