package io.darkroom.core.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.darkroom.core.job.JobId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {
    private static final OpeningKeys FIRST = OpeningKeys.generate();
    private static final OpeningKeys SECOND = OpeningKeys.generate();

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("keys");
        FIRST.write(file);
    }

    @Test
    void handsOutTheSameKeysAsLongAsTheFileHoldsTheSame() throws IOException {
        KeyFile<OpeningKeys> live = KeyFile.ofPairs("worker", file);
        OpeningKeys before = live.keys();
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));

        assertThat(live.look()).isFalse();

        assertThat(live.keys()).isSameAs(before);
    }

    @Test
    void handsOutTheNewKeysOfAFileOfTheSameSizeAndTime() throws IOException {
        KeyFile<OpeningKeys> live = KeyFile.ofPairs("worker", file);
        FileTime time = Files.getLastModifiedTime(file);
        SECOND.write(file);
        Files.setLastModifiedTime(file, time);

        assertThat(live.look()).isTrue();

        assertThat(live.keys().notes()).isEqualTo(SECOND.notes());
    }

    /** As the kubelet does it: the file is a link into {@code ..data}, a link that is moved to another folder. */
    @Test
    void followsAMountedSecret() throws IOException {
        Path first = Files.createDirectory(folder.resolve("..2026_11_24_1"));
        FIRST.sealingKeys().write(first.resolve("worker.jwks"));
        Files.createSymbolicLink(folder.resolve("..data"), first.getFileName());
        Path mounted = Files.createSymbolicLink(folder.resolve("worker.jwks"), Path.of("..data", "worker.jwks"));
        KeyFile<SealingKeys> live = KeyFile.ofPublicKeys("worker", mounted);
        assertThat(live.keys().notes()).isEqualTo(FIRST.notes());

        Path second = Files.createDirectory(folder.resolve("..2026_11_24_2"));
        SECOND.sealingKeys().write(second.resolve("worker.jwks"));
        Files.createSymbolicLink(folder.resolve("..data_tmp"), second.getFileName());
        Files.move(folder.resolve("..data_tmp"), folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);

        assertThat(live.look()).isTrue();
        assertThat(live.keys().notes()).isEqualTo(SECOND.notes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a red circle",
                "{\"keys\":[]}",
                "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"a\",\"d\":\"AQ\"",
                "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"a\",\"x\":\"AQ\",\"y\":\"AQ\",\"d\":\"AQ\"}]}",
                "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"a\",\"k\":\"AQ\"}]}",
                "{\"keys\":7}"
            })
    void keepsItsKeysWhenTheFileIsBrokenAndQuotesNothing(String content) throws IOException {
        KeyFile<OpeningKeys> live = KeyFile.ofPairs("worker", file);
        OpeningKeys before = live.keys();
        Files.writeString(file, content, UTF_8);

        assertThatIOException()
                .isThrownBy(live::look)
                .withMessageStartingWith(file.toString())
                .withMessageNotContaining("circle")
                .withMessageNotContaining("AQ")
                .withNoCause();

        assertThat(live.keys()).isSameAs(before);
        SECOND.write(file);
        assertThat(live.look()).isTrue();
    }

    @Test
    void keepsItsKeysWhenTheFileIsCutShortOrGone() throws IOException {
        KeyFile<OpeningKeys> live = KeyFile.ofPairs("worker", file);
        OpeningKeys before = live.keys();
        String whole = Files.readString(file);
        for (int length = 0; length < whole.length(); length += 7) {
            Files.writeString(file, whole.substring(0, length));
            assertThatIOException().isThrownBy(live::look);
        }
        Files.delete(file);

        assertThatIOException().isThrownBy(live::look);
        assertThat(live.keysAfterALook()).isSameAs(before);
    }

    @Test
    void keepsItsPublicKeysWhenTheFileHoldsPrivateOnes() throws IOException {
        SECOND.sealingKeys().write(file);
        KeyFile<SealingKeys> live = KeyFile.ofPublicKeys("worker", file);
        SealingKeys before = live.keys();
        FIRST.write(file);

        assertThatIOException().isThrownBy(live::look).withMessageContaining("private keys");

        assertThat(live.keys()).isSameAs(before);
    }

    @Test
    void refusesPairsWhosePublicHalvesAreThoseOfAnotherUse() throws IOException {
        Path published = folder.resolve("published");
        FIRST.sealingKeys().write(published);

        KeyFile<SealingKeys> prompts = KeyFile.ofPublicKeys("worker", published);
        KeyFile<OpeningKeys> delivery = KeyFile.ofPairs("delivery", file);

        assertThatIOException()
                .isThrownBy(() -> KeyFile.keepApart(prompts, delivery))
                .withMessage(
                        "%s and %s hold the same key: it must not be used as that of delivery and of worker",
                        file, published);
    }

    @Test
    void takesNoKeyLaterThatIsOfAnotherUseWhicheverFileItComesIn() throws IOException {
        Path published = folder.resolve("published");
        SECOND.sealingKeys().write(published);
        KeyFile<SealingKeys> prompts = KeyFile.ofPublicKeys("worker", published);
        KeyFile<OpeningKeys> delivery = KeyFile.ofPairs("delivery", file);
        KeyFile.keepApart(prompts, delivery);

        SECOND.write(file);
        assertThatIOException().isThrownBy(delivery::look).withMessageContaining("hold the same key");
        assertThat(delivery.keys().notes()).isEqualTo(FIRST.notes());

        FIRST.sealingKeys().write(published);
        assertThatIOException().isThrownBy(prompts::look).withMessageContaining("hold the same key");
        assertThat(prompts.keys().notes()).isEqualTo(SECOND.notes());
    }

    @Test
    void whatWasAgreedOnWithAKeyGoesWithIt() throws IOException {
        JobId job = JobId.random();
        KeyFile<OpeningKeys> live = KeyFile.ofPairs("worker", file);
        String sealed = Jwe.seal(FIRST.sealingKeys(), "darkroom-test", job, Map.of(), new byte[1]);
        Jwe.open(live.keys(), "darkroom-test", job, sealed);
        SECOND.write(file);

        live.look();

        assertThatExceptionOfType(SealException.class)
                .isThrownBy(() -> Jwe.open(live.keys(), "darkroom-test", job, sealed));
    }
}
