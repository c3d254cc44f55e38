package io.darkroom.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFilesTest {
    @TempDir
    Path folder;

    @Test
    void readsTheKeysThatItWrote() throws IOException {
        OpeningKeys keys = OpeningKeys.generate();
        keys.write(folder.resolve("pair"));
        keys.sealingKeys().write(folder.resolve("public"));

        assertThat(OpeningKeys.read(folder.resolve("pair")).sealingKeys().currentKeyId())
                .isEqualTo(SealingKeys.read(folder.resolve("public")).currentKeyId());
    }

    @Test
    void writesFilesThatTheirOwnerAloneCanRead() throws IOException {
        OpeningKeys.generate().write(folder.resolve("pair"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("pair"))))
                .isEqualTo("rw-------");
    }

    @Test
    void publishesNoPrivateHalf() {
        assertThat(OpeningKeys.generate().sealingKeys().toJson())
                .contains("\"kty\":\"EC\"", "\"alg\":\"ECDH-ES+A256KW\"")
                .doesNotContain("\"d\"");
    }

    @Test
    void givesNobodyWhoOnlySealsTheMeansToOpen() throws IOException {
        OpeningKeys.generate().write(folder.resolve("pair"));

        assertThatIOException()
                .isThrownBy(() -> SealingKeys.read(folder.resolve("pair")))
                .withMessageContaining("private");
    }

    @Test
    void refusesPublicKeysWherePairsAreNeeded() throws IOException {
        OpeningKeys.generate().sealingKeys().write(folder.resolve("public"));

        assertThatIOException()
                .isThrownBy(() -> OpeningKeys.read(folder.resolve("public")))
                .withMessageContaining("public");
    }

    @Test
    void refusesWhatIsNoKeyFileWithoutQuotingIt() throws IOException {
        Path file = Files.writeString(folder.resolve("keys"), "a red circle");

        assertThatIOException()
                .isThrownBy(() -> SealingKeys.read(file))
                .withMessageEndingWith("is not a JWKS")
                .withNoCause();
        Files.writeString(file, "null");
        assertThatIOException().isThrownBy(() -> SealingKeys.read(file)).withMessageEndingWith("is not a JWKS");
        Files.writeString(file, "{\"keys\":[]}");
        assertThatIOException().isThrownBy(() -> SealingKeys.read(file)).withMessageEndingWith("holds no key");
    }

    @Test
    void printsNoKey() {
        assertThat(OpeningKeys.generate()).hasToString("OpeningKeys[hidden]");
    }
}
