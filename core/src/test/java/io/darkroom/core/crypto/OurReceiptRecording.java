package io.darkroom.core.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.darkroom.core.job.JobId;
import io.darkroom.core.job.JobState;
import io.darkroom.core.receipt.DeletionReceipt;
import io.darkroom.core.receipt.Holding;
import io.darkroom.core.receipt.Holding.Place;
import io.darkroom.core.receipt.Holding.Thing;
import io.darkroom.core.receipt.ReceiptJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * Makes {@code interop/}'s key for receipts, and a receipt signed by Darkroom, for other libraries to verify: run once, before
 * {@code e2e/src/test/interop/record.py}. The argument is the folder, which must be there.
 */
final class OurReceiptRecording {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private OurReceiptRecording() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        SigningKeys keys = SigningKeys.generate();
        keys.write(folder.resolve("receipt.jwks.json"));
        String payload = ReceiptJson.write(receipt());
        ObjectNode ours = new JsonMapper()
                .createObjectNode()
                .put("payload", Base64.getUrlEncoder().withoutPadding().encodeToString(payload.getBytes(UTF_8)))
                .put("signed", keys.sign(payload));
        Files.writeString(folder.resolve("ours-receipt.json"), ours.toPrettyString() + "\n", UTF_8);
    }

    /** A line of every kind. */
    static DeletionReceipt receipt() {
        return new DeletionReceipt(
                JobId.parse("67e19b3f-ec91-43b6-aa56-e1a74ea0541f").orElseThrow(),
                JobState.SUCCEEDED,
                NOW,
                NOW.minusSeconds(40),
                NOW.minusMillis(30_001),
                List.of(
                        Holding.destroyed(Thing.KEY_PART, Place.REDIS, NOW.minusMillis(30_001)),
                        Holding.absent(Thing.KEY_PART, Place.POSTGRESQL, NOW),
                        Holding.unreadable(Thing.SEALED_PROMPT, Place.KAFKA, NOW, NOW.plusSeconds(32_400)),
                        Holding.held(Thing.SEALED_PICTURE, Place.REDIS, NOW.plusSeconds(870))
                                .ofPicture(0),
                        Holding.kept(Thing.SEALED_PICTURE, Place.POSTGRESQL).ofPicture(0),
                        Holding.held(Thing.SETTINGS, Place.REDIS, NOW.plusSeconds(4470))));
    }
}
