package io.darkroom.core.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.darkroom.core.job.JobId;
import io.darkroom.core.job.JobState;
import io.darkroom.core.receipt.Holding.Place;
import io.darkroom.core.receipt.Holding.Thing;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptJsonTest {
    private static final JobId JOB =
            JobId.parse("6f1c2a34-0000-4000-8000-000000000001").orElseThrow();
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(3600);

    private static DeletionReceipt receipt(Holding... holdings) {
        return new DeletionReceipt(
                JOB, JobState.SUCCEEDED, NOW, NOW.minusSeconds(20), NOW.minusMillis(1), List.of(holdings));
    }

    @Test
    void isWrittenSo() {
        DeletionReceipt receipt = receipt(
                Holding.destroyed(Thing.KEY_PART, Place.REDIS, NOW.minusMillis(1)),
                Holding.held(Thing.SEALED_PICTURE, Place.REDIS, LATER).ofPicture(1));

        assertThat(ReceiptJson.write(receipt))
                .isEqualTo(
                        "{\"iat\":1767225600,\"jid\":\"6f1c2a34-0000-4000-8000-000000000001\",\"state\":\"succeeded\","
                                + "\"submitted_at\":\"2025-12-31T23:59:40Z\",\"ended_at\":\"2025-12-31T23:59:59.999Z\",\"held\":["
                                + "{\"what\":\"key_part\",\"where\":\"redis\",\"state\":\"destroyed\","
                                + "\"at\":\"2025-12-31T23:59:59.999Z\"},"
                                + "{\"what\":\"sealed_picture\",\"where\":\"redis\",\"number\":1,\"state\":\"held\","
                                + "\"until\":\"2026-01-01T01:00:00Z\"}]}");
    }

    @Test
    void isReadAsItWasWritten() throws IOException {
        DeletionReceipt receipt = receipt(
                Holding.destroyed(Thing.KEY_PART, Place.REDIS, NOW),
                Holding.absent(Thing.KEY_PART, Place.POSTGRESQL, NOW),
                Holding.unreadable(Thing.SEALED_PROMPT, Place.KAFKA, NOW, LATER),
                Holding.held(Thing.SETTINGS, Place.REDIS, LATER),
                Holding.held(Thing.SEALED_SEED, Place.REDIS, LATER),
                Holding.kept(Thing.SEALED_PICTURE, Place.POSTGRESQL).ofPicture(0));

        assertThat(ReceiptJson.read(ReceiptJson.write(receipt))).isEqualTo(receipt);
    }

    @Test
    void whatNobodyRemembersIsLeftOut() throws IOException {
        DeletionReceipt receipt = new DeletionReceipt(JOB, JobState.CANCELLED, NOW, null, null, List.of());

        assertThat(ReceiptJson.write(receipt)).doesNotContain("null", "_at");
        assertThat(ReceiptJson.read(ReceiptJson.write(receipt))).isEqualTo(receipt);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "kanarienvogel",
                "{\"jid\":\"kanarienvogel\"}",
                "{\"jid\":\"6f1c2a34-0000-4000-8000-000000000001\",\"state\":\"kanarienvogel\"}",
                "{\"jid\":\"6f1c2a34-0000-4000-8000-000000000001\",\"state\":\"failed\",\"held\":[{\"what\":\"x\"}]}",
                "{\"jid\":\"6f1c2a34-0000-4000-8000-000000000001\",\"state\":\"failed\",\"ended_at\":\"yesterday\"}"
            })
    void whatIsNoReceiptIsRefusedWithoutRepeatingIt(String text) {
        assertThatIOException()
                .isThrownBy(() -> ReceiptJson.read(text))
                .withMessage("not a deletion receipt")
                .withNoCause();
    }
}
