package io.darkroom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path parent;

    @Test
    void takesTheNextSiblingWhileAnotherRunHasTheFirst() {
        Path data = parent.resolve("data");

        try (DataFolder first = DataFolder.firstFree(data);
                DataFolder second = DataFolder.firstFree(data);
                DataFolder third = DataFolder.firstFree(data)) {
            assertThat(Stream.of(first, second, third).map(DataFolder::path))
                    .containsExactly(data, parent.resolve("data-2"), parent.resolve("data-3"));
        }
    }

    @Test
    void takesAFolderAgainThatWasLeft() {
        Path data = parent.resolve("data");
        DataFolder.firstFree(data).close();

        try (DataFolder again = DataFolder.firstFree(data)) {
            assertThat(again.path()).isEqualTo(data);
        }
    }

    @Test
    void refusesTheNamedFolderWhileAnotherRunHasIt() {
        Path data = parent.resolve("data");

        try (DataFolder held = DataFolder.exactly(data)) {
            assertThatExceptionOfType(LocalFailure.class)
                    .isThrownBy(() -> DataFolder.exactly(data))
                    .withMessageContaining("in use")
                    .withMessageContaining(held.path().toString());
        }
    }

    @Test
    void leavesAFolderOfSomethingElseAlone() throws Exception {
        Path tmp = Files.createDirectories(parent.resolve("home").resolve("tmp"));

        assertThatExceptionOfType(LocalFailure.class)
                .isThrownBy(() -> DataFolder.exactly(parent.resolve("home")))
                .withMessageContaining("not empty");
        assertThat(tmp).exists();
    }

    @Test
    void isItsOwnersAlone() throws Exception {
        try (DataFolder data = DataFolder.exactly(parent.resolve("data"));
                Stream<Path> tree = Files.walk(data.path())) {
            assertThat(tree.filter(Files::isDirectory))
                    .isNotEmpty()
                    .allSatisfy(
                            folder -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                                    .isEqualTo("rwx------"));
        }
    }
}
