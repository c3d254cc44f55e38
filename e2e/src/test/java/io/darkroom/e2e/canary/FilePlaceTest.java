package io.darkroom.e2e.canary;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilePlaceTest {
    private static final String WORD = "kanarienvogel";
    private static final FileTime LONG_AGO = FileTime.fromMillis(0);

    private final Search search = Search.of(List.of(Canary.ofText("bird", WORD)));

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1048560, 1048570, 1048576, 2097150, 3000000})
    void findsAWordWhereverItLiesInAFile(int before) throws IOException {
        byte[] content = new byte[before + WORD.length() + 5];
        System.arraycopy(WORD.getBytes(US_ASCII), 0, content, before, WORD.length());
        Path file = Files.write(Files.createDirectories(folder.resolve("a/b")).resolve("c"), content);

        List<Find> finds = new FilePlace("here", folder, LONG_AGO).search(search);

        assertThat(finds).containsExactly(new Find("here", file.toString(), "bird", "UTF-8"));
    }

    @Test
    void findsAWordInAFilesName() throws IOException {
        Files.createFile(folder.resolve("my-" + WORD + ".txt"));

        List<Find> finds = new FilePlace("here", folder, LONG_AGO).search(search);

        assertThat(finds).hasSize(1);
    }

    @Test
    void passesOverWhatIsOlder() throws IOException {
        Path file = Files.writeString(folder.resolve("old"), WORD);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));

        List<Find> finds = new FilePlace("here", folder, FileTime.fromMillis(2_000)).search(search);

        assertThat(finds).isEmpty();
    }

    @Test
    void aFolderThatIsNotThereHoldsNothing() {
        List<Find> finds = new FilePlace("here", folder.resolve("gone"), LONG_AGO).search(search);

        assertThat(finds).isEmpty();
    }
}
