package io.darkroom.local.command;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.darkroom.core.crypto.KeyNotPinned;
import io.darkroom.core.crypto.KeyPins;
import io.darkroom.core.crypto.SealException;
import io.darkroom.core.crypto.VerifyingKeys;
import io.darkroom.core.receipt.ReceiptJson;
import io.darkroom.local.LocalFailure;
import io.darkroom.local.Reason;
import io.darkroom.local.client.UntrustedKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code darkroom receipt verify}: nothing is started; what does not hold is not shown. */
@Command(
        name = "verify",
        description =
                "Check the signature of a deletion receipt and show what it says. Ends with 7 if it does not hold, "
                        + "with 5 if no key is pinned.")
final class ReceiptVerifyCommand implements Callable<Integer> {
    private static final Path STANDARD_INPUT = Path.of("-");
    private static final int LARGEST = 1 << 20;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Mixin
    HelpOption help = new HelpOption();

    @Parameters(paramLabel = "FILE", description = "The receipt, a compact JWS; - reads it from standard input.")
    @SuppressWarnings("NullAway.Init") // required
    Path file;

    @Option(
            names = "--keys",
            paramLabel = "FILE",
            description = "JWKS file to verify with, as GET /v1/keys answered; not needed with --server.")
    @Nullable
    Path keys;

    @Mixin
    ServerOptions server = new ServerOptions();

    @Option(
            names = "--pin",
            paramLabel = "THUMBPRINT",
            description = "Believe no key but this (RFC 7638, SHA-256, base64url); may be repeated.")
    List<String> pins = List.of();

    @Option(names = "--json", description = "Print the receipt as it was signed.")
    boolean json;

    private final Console console;

    ReceiptVerifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if ((keys == null) != server.areGiven()) {
            throw new UsageError(spec.commandLine(), "one of --keys and --server says where the keys are");
        }
        String receipt;
        try {
            receipt = verifyingKeys().verify(receipt());
        } catch (SealException e) {
            console.say(
                    "the signature does not hold: this is no receipt, or altered, or signed by a key that is unknown here");
            return ExitCode.WRONG_SIGNATURE;
        }
        show(receipt);
        return ExitCode.OK;
    }

    private void show(String receipt) {
        if (json) {
            console.result(receipt);
            return;
        }
        try {
            ReceiptText.lines(ReceiptJson.read(receipt)).forEach(console::result);
            console.result("The signature holds.");
        } catch (IOException e) {
            throw new LocalFailure(
                    "the signature holds, but of something that this version cannot show; --json prints it");
        }
    }

    private VerifyingKeys verifyingKeys() {
        KeyPins pinned = KeyPinOptions.parse(pins, spec.commandLine());
        try {
            return VerifyingKeys.published(jwks(), pinned);
        } catch (KeyNotPinned e) {
            throw new UntrustedKey("none of the keys that verify receipts is pinned by --pin");
        } catch (IOException e) {
            throw new LocalFailure("the keys cannot be used: " + Reason.of(e), e);
        }
    }

    private String jwks() throws IOException {
        return keys == null ? server.client(spec.commandLine()).keys() : Files.readString(keys);
    }

    private String receipt() {
        try (InputStream in = file.equals(STANDARD_INPUT) ? console.in() : Files.newInputStream(file)) {
            return new String(in.readNBytes(LARGEST), US_ASCII).strip();
        } catch (IOException e) {
            throw new LocalFailure("the receipt cannot be read: " + Reason.of(e), e);
        }
    }
}
