package io.darkroom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadyFileTest {
    private static final URI URL = URI.create("http://127.0.0.1:8080");

    private final ApiKey key = ApiKey.generate();

    @TempDir
    Path folder;

    @Test
    void holdsTheAddressAndTheKeyForItsOwnerAlone() throws Exception {
        Path file = folder.resolve("ready.json");

        new ReadyFile(file).write(URL, key);

        assertThat(file).hasContent("{\"url\":\"http://127.0.0.1:8080\",\"api_key\":\"" + key.reveal() + "\"}\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void isGoneBeforeAndAfterTheSystemIsReady() throws Exception {
        Path file = Files.writeString(folder.resolve("ready.json"), "of a run that crashed");

        ReadyFile ready = new ReadyFile(file);

        assertThat(file).doesNotExist();
        ready.write(URL, key);
        ready.close();
        assertThat(file).doesNotExist();
    }

    @Test
    void needsItsFolder() {
        assertThatExceptionOfType(LocalFailure.class)
                .isThrownBy(() -> new ReadyFile(folder.resolve("no").resolve("ready.json")))
                .withMessageContaining("does not exist");
    }
}
