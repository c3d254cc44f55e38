package io.darkroom.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.core.crypto.KeyPins;
import io.darkroom.core.crypto.OpeningKeys;
import io.darkroom.core.crypto.SealingKeys;
import io.darkroom.core.crypto.SigningKeys;
import io.darkroom.core.crypto.VerifyingKeys;
import io.darkroom.local.keys.KeyDirectory;
import io.darkroom.local.keys.KeyUse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFolderTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void makesEveryPairForItsOwnerAlone() throws Exception {
        new KeyDirectory(folder).complete(NOW);

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files)
                    .extracting(file -> file.getFileName() + " "
                            + PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .containsExactlyInAnyOrder(
                            "worker.jwks rw-------",
                            "worker.pub.jwks rw-------",
                            "delivery.jwks rw-------",
                            "delivery.pub.jwks rw-------",
                            "storage.jwks rw-------",
                            "storage.pub.jwks rw-------",
                            "receipt.jwks rw-------",
                            "receipt.pub.jwks rw-------",
                            ".lock rw-------");
        }
    }

    @Test
    void theHalvesOfAPairBelongTogether() throws Exception {
        KeyDirectory keys = new KeyDirectory(folder);

        keys.complete(NOW);

        for (KeyUse use : KeyUse.values()) {
            String opening = OpeningKeys.read(keys.pairs(use)).sealingKeys().currentKeyId();
            assertThat(SealingKeys.read(keys.publicKeys(use)).currentKeyId()).isEqualTo(opening);
        }
    }

    @Test
    void whatTheReceiptKeySignsItsPublishedHalfVerifies() throws Exception {
        KeyDirectory keys = new KeyDirectory(folder);
        keys.complete(NOW);

        keys.complete(NOW);

        String published = Files.readString(folder.resolve("receipt.pub.jwks"));
        String signed = SigningKeys.read(keys.receiptKeys()).sign("{}");
        assertThat(VerifyingKeys.published(published, KeyPins.NONE).verify(signed))
                .isEqualTo("{}");
    }

    @Test
    void keepsWhatIsThere() throws Exception {
        KeyDirectory keys = new KeyDirectory(folder);
        keys.complete(NOW);
        byte[] first = Files.readAllBytes(keys.pairs(KeyUse.WORKER));
        Files.delete(keys.publicKeys(KeyUse.WORKER));

        keys.complete(NOW);

        assertThat(keys.pairs(KeyUse.WORKER)).hasBinaryContent(first);
        assertThat(keys.publicKeys(KeyUse.WORKER)).exists();
    }

    @Test
    void theDatabasePasswordStaysTheSame() {
        KeyFolder keys = new KeyFolder(folder);

        assertThat(keys.databasePassword()).hasSize(43).isEqualTo(keys.databasePassword());
    }

    @Test
    void aFirstApiKeyIsNotedButNotKept() throws Exception {
        KeyFolder keys = new KeyFolder(folder);

        keys.noteFirstApiKey();

        assertThat(keys.hasFirstApiKey()).isTrue();
        assertThat(folder.resolve("first-api-key-was-shown")).isEmptyFile();
    }
}
