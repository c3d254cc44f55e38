package io.darkroom.local.command;

import io.darkroom.local.ApiKey;
import io.darkroom.local.Reason;
import io.darkroom.local.client.ApiClient;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The options of every command that may call a service which runs elsewhere. */
final class ServerOptions {
    /** Where the API key is found unless a file has it; never on the command line, which others can read. */
    static final String KEY_VARIABLE = "DARKROOM_API_KEY";

    @Option(names = "--server", paramLabel = "URL", description = "Use the service at this address and start nothing.")
    @Nullable
    String server;

    @Option(
            names = "--api-key-file",
            paramLabel = "FILE",
            description = "File with the API key for --server (default: $" + KEY_VARIABLE + ").")
    @Nullable
    Path apiKeyFile;

    boolean areGiven() {
        return server != null;
    }

    /** A caller of that service. */
    ApiClient client(CommandLine command) {
        return new ApiClient(address(command), key(command));
    }

    /** Where it is, with a slash at its end, so that paths come after it. */
    URI address(CommandLine command) {
        try {
            URI uri = new URI(String.valueOf(server).replaceAll("/*$", "/"));
            String scheme = String.valueOf(uri.getScheme());
            if ((scheme.equals("http") || scheme.equals("https"))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getQuery() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // As below.
        }
        throw new UsageError(command, "--server must be an http or https address without user, query or fragment");
    }

    /** Who calls it. */
    ApiKey key(CommandLine command) {
        String text = apiKeyFile == null ? System.getenv(KEY_VARIABLE) : content(command, apiKeyFile);
        if (text == null) {
            throw new UsageError(command, "--server needs an API key, in $" + KEY_VARIABLE + " or by --api-key-file");
        }
        try {
            return ApiKey.of(text.strip());
        } catch (IllegalArgumentException e) {
            throw new UsageError(command, "what is given as API key is none: it must be one word");
        }
    }

    private static String content(CommandLine command, Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UsageError(command, "--api-key-file cannot be read: " + Reason.of(e));
        }
    }
}
