package io.darkroom.local.command;

import io.darkroom.core.crypto.KeyPins;
import io.darkroom.core.crypto.OpeningKeys;
import io.darkroom.local.LocalFailure;
import io.darkroom.local.Reason;
import io.darkroom.local.client.ApiClient;
import io.darkroom.local.client.JobClient;
import io.darkroom.local.client.SealingClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Whether the prompt is sealed before it is sent, and to whom and for whom. */
final class SealOptions {
    @Option(
            names = "--seal",
            description =
                    "Seal the prompt here, so that only the workers can read it, and the pictures for this command "
                            + "alone: by a key that is made for the job and never written.")
    boolean seal;

    @Option(
            names = "--pin",
            paramLabel = "THUMBPRINT",
            description =
                    "Seal to no key but this (RFC 7638, SHA-256, base64url), whatever the service hands out; may be "
                            + "repeated. Ends with 5 if there is none such.")
    List<String> pins = List.of();

    @Option(
            names = "--result-key",
            paramLabel = "FILE",
            description =
                    "JWKS file of the key pair that opens the pictures, in place of one that is forgotten; made if "
                            + "it is not there. Needed with --retain.")
    @Nullable
    Path resultKey;

    /** Tells what cannot be meant. */
    void check(CommandLine command, boolean retain) {
        if (!seal && (!pins.isEmpty() || resultKey != null)) {
            throw new UsageError(command, "--pin and --result-key need --seal");
        }
        if (seal && retain && resultKey == null) {
            throw new UsageError(
                    command,
                    "--retain with --seal needs --result-key FILE: what is kept without a key to open it is noise");
        }
        KeyPins unused = KeyPinOptions.parse(pins, command);
    }

    /** The caller, or one that seals and opens for it. */
    JobClient around(ApiClient api, CommandLine command) {
        return seal ? new SealingClient(api, KeyPinOptions.parse(pins, command), ownKey()) : api;
    }

    private OpeningKeys ownKey() {
        if (resultKey == null) {
            return OpeningKeys.generate();
        }
        try {
            if (Files.exists(resultKey)) {
                return OpeningKeys.read(resultKey);
            }
            OpeningKeys made = OpeningKeys.generate();
            made.write(resultKey);
            return made;
        } catch (IOException e) {
            throw new LocalFailure("--result-key cannot be used: " + Reason.of(e), e);
        }
    }
}
