package io.darkroom.worker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.darkroom.core.crypto.OpeningKeys;
import io.darkroom.core.crypto.PromptSeal;
import io.darkroom.core.crypto.SealedPrompt;
import io.darkroom.core.job.JobId;
import io.darkroom.core.privacy.Prompt;
import io.darkroom.core.privacy.PromptDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
    private final OpeningKeys first = OpeningKeys.generate();
    private final OpeningKeys second = OpeningKeys.generate();

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        first.write(folder.resolve("worker"));
        OpeningKeys.generate().sealingKeys().write(folder.resolve("delivery"));
        OpeningKeys.generate().sealingKeys().write(folder.resolve("storage"));
    }

    @Test
    void looksAgainForAKeyThatCameAMomentAgo() throws IOException {
        Keys keys = new Keys(new Folder(folder));
        SealedPrompt sealed = sealedTo(second);
        assertThat(keys.prompts(sealed).areNamedBy(sealed.body())).isFalse();

        second.write(folder.resolve("worker"));

        assertThat(keys.prompts(sealed).areNamedBy(sealed.body())).isTrue();
    }

    @Test
    void goesOnWithWhatItHasWhenTheFileIsGone() throws IOException {
        Keys keys = new Keys(new Folder(folder));
        Files.delete(folder.resolve("worker"));

        assertThat(keys.prompts(sealedTo(second)).notes()).isEqualTo(first.notes());
    }

    @Test
    void doesNotStartWithoutKeys() throws IOException {
        Files.writeString(folder.resolve("storage"), "{");

        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> new Keys(new Folder(folder)))
                .withMessageStartingWith("darkroom.keys: ")
                .withMessageEndingWith("storage is not a JWKS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"delivery", "storage"})
    void doesNotStartWithKeysThatOpenPictures(String use) throws IOException {
        first.sealingKeys().write(folder.resolve(use));

        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> new Keys(new Folder(folder)))
                .withMessageEndingWith("it must not be used as that of worker and of " + use);
    }

    private static SealedPrompt sealedTo(OpeningKeys keys) {
        return PromptSeal.seal(
                keys.sealingKeys(),
                JobId.random(),
                "shapes",
                Instant.MAX,
                new PromptDocument(Prompt.of("a fox"), Prompt.empty(), 7));
    }

    private record Folder(Path path) implements KeyConfig {
        @Override
        public Path worker() {
            return path.resolve("worker");
        }

        @Override
        public Path delivery() {
            return path.resolve("delivery");
        }

        @Override
        public Path storage() {
            return path.resolve("storage");
        }

        @Override
        public Duration lookEvery() {
            return Duration.ofDays(1);
        }
    }
}
