package io.darkroom.local.command;

import io.darkroom.core.crypto.KeyPins;
import java.util.List;
import picocli.CommandLine;

/** What {@code --pin} was given. */
final class KeyPinOptions {
    private KeyPinOptions() {}

    static KeyPins parse(List<String> thumbprints, CommandLine command) {
        try {
            return KeyPins.of(thumbprints);
        } catch (IllegalArgumentException e) {
            throw new UsageError(command, "--pin must be 43 characters of base64url");
        }
    }
}
