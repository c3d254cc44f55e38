package io.darkroom.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.darkroom.core.crypto.OpeningKeys;
import io.darkroom.core.crypto.SigningKeys;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptVerifyTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final DeletionReceipt RECEIPT = new DeletionReceipt(
            JobId.parse("6f1c2a34-0000-4000-8000-000000000001").orElseThrow(),
            JobState.CANCELLED,
            NOW,
            NOW.minusSeconds(20),
            null,
            List.of(
                    Holding.destroyed(Thing.KEY_PART, Place.REDIS, NOW.minusSeconds(1)),
                    Holding.absent(Thing.KEY_PART, Place.POSTGRESQL, NOW),
                    Holding.unreadable(Thing.SEALED_PROMPT, Place.KAFKA, NOW, NOW.plusSeconds(60)),
                    Holding.held(Thing.SEALED_PICTURE, Place.REDIS, NOW.plusSeconds(9))
                            .ofPicture(1),
                    Holding.kept(Thing.SEALED_PICTURE, Place.POSTGRESQL).ofPicture(0)));

    private final CommandLineFixture commands = new CommandLineFixture(Path.of("/nowhere"));
    private final SigningKeys keys = SigningKeys.generate();

    @TempDir
    Path folder;

    private Path file;
    private Path jwks;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("receipt.jws");
        jwks = folder.resolve("keys.jwks");
        Files.writeString(file, keys.sign(ReceiptJson.write(RECEIPT)) + "\n");
        Files.writeString(
                jwks, keys.verifyingKeys().toJsonAfter(OpeningKeys.generate().sealingKeys()));
    }

    private int verify(String... more) {
        String[] words = new String[more.length + 5];
        System.arraycopy(
                new String[] {"receipt", "verify", file.toString(), "--keys", jwks.toString()}, 0, words, 0, 5);
        System.arraycopy(more, 0, words, 5, more.length);
        return commands.execute(words);
    }

    @Test
    void showsWhatASignedReceiptSays() {
        assertThat(verify()).isZero();

        assertThat(commands.out().lines())
                .containsExactly(
                        "Job 6f1c2a34-0000-4000-8000-000000000001: cancelled",
                        "  submitted                    2025-12-31T23:59:40Z",
                        "  signed                       2026-01-01T00:00:00Z",
                        "  key part in Redis            destroyed 2025-12-31T23:59:59Z",
                        "  key part in PostgreSQL       not there 2026-01-01T00:00:00Z",
                        "  sealed prompt in Kafka       noise since 2026-01-01T00:00:00Z, gone by "
                                + "2026-01-01T00:01:00Z at the latest",
                        "  sealed picture 1 in Redis    held until 2026-01-01T00:00:09Z",
                        "  sealed picture 0 in PostgreSQL kept, as its owner asked",
                        "The signature holds.");
    }

    @Test
    void printsWhatWasSigned() {
        assertThat(verify("--json")).isZero();

        assertThat(commands.out()).isEqualTo(ReceiptJson.write(RECEIPT) + System.lineSeparator());
    }

    @Test
    void showsNothingOfAReceiptThatWasAltered() throws IOException {
        String signed = Files.readString(file);
        int payload = signed.indexOf('.') + 10;
        char other = signed.charAt(payload) == 'A' ? 'B' : 'A';
        Files.writeString(file, signed.substring(0, payload) + other + signed.substring(payload + 1));

        assertThat(verify()).isEqualTo(7);

        assertThat(commands.out()).isEmpty();
        assertThat(commands.err()).contains("does not hold").hasLineCount(1);
    }

    @Test
    void believesNoKeyThatIsNotPinned() throws Exception {
        String other = OpeningKeys.generate().sealingKeys().currentKeyId();

        assertThat(verify("--pin", other)).isEqualTo(5);

        assertThat(commands.out()).isEmpty();
        assertThat(commands.err()).contains("--pin").hasLineCount(1);
    }

    @Test
    void believesAKeyThatIsPinned() throws Exception {
        String header = Files.readString(file).split("\\.", 2)[0];
        String kid = new JsonMapper()
                .readTree(Base64.getUrlDecoder().decode(header))
                .path("kid")
                .asText();

        assertThat(verify("--pin", kid)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "receipt",
                "receipt verify",
                "receipt verify r.jws",
                "receipt verify r.jws --keys k --server http://127.0.0.1",
                "receipt verify r.jws --keys k --pin short"
            })
    void wrongUsageEndsWithTwo(String line) {
        assertThat(commands.execute(line.split(" "))).isEqualTo(2);
        assertThat(commands.out()).isEmpty();
    }

    @Test
    void saysInOneLineWhatCannotBeRead() throws IOException {
        Files.delete(file);

        assertThat(verify()).isEqualTo(1);

        assertThat(commands.err()).contains("receipt.jws does not exist").hasLineCount(1);
    }
}
