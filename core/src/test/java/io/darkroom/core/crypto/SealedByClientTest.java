package io.darkroom.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.darkroom.core.job.JobId;
import io.darkroom.core.privacy.PictureBytes;
import io.darkroom.core.privacy.Prompt;
import io.darkroom.core.privacy.PromptDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client of ours seals, as it meets the API and the worker, and what comes back. */
class SealedByClientTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final OpeningKeys workers = OpeningKeys.generate();
    private final OpeningKeys own = OpeningKeys.generate().namedByThumbprint();
    private final JobId job = JobId.random();
    private final PromptDocument document = new PromptDocument(
            Prompt.of("a fox"), Prompt.empty(), 7, null, null, ResultKey.of(own).toJson());

    @Test
    void theApiTakesItAndTheWorkerOpensIt() throws Exception {
        String sealed = PromptSeal.sealByClient(workers.sealingKeys(), job, null, document);

        ClientSeal seal = ClientSeal.of(sealed, job, workers.sealingKeys());
        PromptDocument opened = PromptSeal.open(workers, job, "shapes", NOW, seal.parts());

        assertThat(opened.prompt().revealPlaintext()).isEqualTo("a fox");
        assertThat(opened.seed()).isEqualTo(7);
    }

    @Test
    void aModelThatItNamesIsTheOnlyOne() throws Exception {
        String sealed = PromptSeal.sealByClient(workers.sealingKeys(), job, "shapes", document);

        ClientSeal seal = ClientSeal.of(sealed, job, workers.sealingKeys());

        seal.requireModel("shapes");
        assertThatExceptionOfType(SealRefused.class).isThrownBy(() -> seal.requireModel("other"));
    }

    @Test
    void whatIsSealedToItsResultKeyItOpens() throws Exception {
        ResultKey told = ResultKey.parse(Objects.requireNonNull(document.resultKey()));
        byte[] file = {1, 2, 3};

        String sealed = PictureSeal.seal(told.sealingKeys(), job, 1, PictureBytes.takingOver(file));

        assertThat(PictureSeal.open(own, job, 1, sealed).revealBytes()).containsExactly(1, 2, 3);
    }

    @Test
    void aKeyPairFromElsewhereGoesByItsThumbprint(@TempDir Path folder) throws Exception {
        String thumbprint = own.sealingKeys().currentKeyId();
        Path file = folder.resolve("own.jwks");
        own.write(file);
        Files.writeString(file, Files.readString(file).replace(thumbprint, "mine"));
        OpeningKeys elsewhere = OpeningKeys.read(file);

        ResultKey told =
                ResultKey.parse(ResultKey.of(elsewhere.namedByThumbprint()).toJson());

        assertThat(elsewhere.sealingKeys().currentKeyId()).isEqualTo("mine");
        assertThat(told.sealingKeys().currentKeyId()).isEqualTo(thumbprint);
    }
}
