package io.darkroom.local.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.darkroom.local.LocalFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureFilesTest {
    @TempDir
    Path folder;

    @Test
    void onePictureHasTheNameThatWasGiven() {
        PictureFiles files = PictureFiles.named(folder.resolve("fox.png"));

        assertThat(files.file(0, 1)).isEqualTo(folder.resolve("fox.png"));
    }

    @Test
    void severalAreCountedFromZeroBeforeTheEnding() {
        PictureFiles files = PictureFiles.named(folder.resolve("red.fox.png"));

        assertThat(files.file(0, 2)).isEqualTo(folder.resolve("red.fox-0.png"));
        assertThat(files.file(1, 2)).isEqualTo(folder.resolve("red.fox-1.png"));
    }

    @Test
    void aNameWithoutEndingIsCountedToo() {
        PictureFiles files = PictureFiles.named(folder.resolve("fox"));

        assertThat(files.file(1, 2)).isEqualTo(folder.resolve("fox-1"));
    }

    @Test
    void refusesAFolder() {
        assertThatExceptionOfType(LocalFailure.class).isThrownBy(() -> PictureFiles.named(folder));
    }

    @Test
    void savingReplacesAndLeavesNothingElse() throws Exception {
        Path file = Files.writeString(folder.resolve("fox.png"), "old");

        PictureFiles.save(new byte[] {1, 2, 3}, file);

        assertThat(file).hasBinaryContent(new byte[] {1, 2, 3});
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }
}
