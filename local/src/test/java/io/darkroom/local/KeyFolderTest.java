package io.darkroom.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.core.crypto.OpeningKeys;
import io.darkroom.core.crypto.SealingKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFolderTest {
    @TempDir
    Path folder;

    @Test
    void makesThreePairsForTheirOwnerAlone() throws Exception {
        new KeyFolder(folder).complete();

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
                            "storage.pub.jwks rw-------");
        }
    }

    @Test
    void theHalvesOfAPairBelongTogether() throws Exception {
        KeyFolder keys = new KeyFolder(folder);

        keys.complete();

        for (KeyFolder.Pair pair : KeyFolder.Pair.values()) {
            String opening =
                    OpeningKeys.read(keys.privateKeys(pair)).sealingKeys().currentKeyId();
            assertThat(SealingKeys.read(keys.publicKeys(pair)).currentKeyId()).isEqualTo(opening);
        }
    }

    @Test
    void keepsWhatIsThere() throws Exception {
        KeyFolder keys = new KeyFolder(folder);
        keys.complete();
        byte[] first = Files.readAllBytes(keys.privateKeys(KeyFolder.Pair.WORKER));
        Files.delete(keys.publicKeys(KeyFolder.Pair.WORKER));

        keys.complete();

        assertThat(keys.privateKeys(KeyFolder.Pair.WORKER)).hasBinaryContent(first);
        assertThat(keys.publicKeys(KeyFolder.Pair.WORKER)).exists();
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
