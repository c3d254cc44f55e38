package io.darkroom.local.audit.place;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.local.audit.search.Canary;
import io.darkroom.local.audit.search.Search;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilePlaceTest {
    private static final String WORD = "kanarienvogel";

    private final Canary bird = Canary.ofText("bird", WORD);
    private final Search search = Search.of(List.of(bird));
    private final Findings findings = new Findings();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1048560, 1048570, 1048576, 2097150, 3000000})
    void findsAWordWhereverItLiesInAFile(int before) throws IOException {
        byte[] content = new byte[before + WORD.length() + 5];
        System.arraycopy(WORD.getBytes(US_ASCII), 0, content, before, WORD.length());
        Path file = Files.write(Files.createDirectories(folder.resolve("a/b")).resolve("c"), content);

        FilePlace.of("here", List.of(folder)).search(search, findings);

        assertThat(findings.finds()).containsExactly(new Find("here", file.toString(), bird, "UTF-8"));
    }

    @Test
    void findsAWordInAFilesName() throws IOException {
        Files.createFile(folder.resolve("my-" + WORD + ".txt"));

        FilePlace.of("here", List.of(folder)).search(search, findings);

        assertThat(findings.finds())
                .singleElement()
                .satisfies(find -> assertThat(find.where()).doesNotContain(WORD));
    }

    @Test
    void passesOverWhatHasNotChangedSinceTheWordWasMade() throws IOException {
        Path file = Files.writeString(folder.resolve("old"), WORD);
        FileTime changed = (FileTime) Files.getAttribute(file, "unix:ctime");
        FileTime later = FileTime.fromMillis(changed.toMillis() + 1_000);

        FilePlace.of("here", List.of(folder)).search(Search.since(later, List.of(bird)), findings);
        FilePlace.of("here", List.of(folder)).sharedSince(later).search(search, findings);

        assertThat(findings.finds()).isEmpty();
    }

    @Test
    void looksAtAFileWhoseTimeWasSetBack() throws IOException {
        FileTime start = FileTime.fromMillis(System.currentTimeMillis() - 5_000);
        Path file = Files.writeString(folder.resolve("rotated"), WORD);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));

        FilePlace.of("here", List.of(folder)).search(Search.since(start, List.of(bird)), findings);

        assertThat(findings.finds()).hasSize(1);
    }

    @Test
    void aFolderThatIsNotThereIsAGap() {
        FilePlace.of("here", List.of(folder.resolve("gone"))).search(search, findings);

        assertThat(findings.finds()).isEmpty();
        assertThat(findings.gaps()).hasSize(1);
    }

    @Test
    void aFileThatCannotBeReadIsAGap() throws IOException {
        Path locked = Files.writeString(folder.resolve("locked"), WORD);
        Files.setPosixFilePermissions(locked, Set.of());
        // Root reads what is locked, but not this.
        Path root = Files.isReadable(locked) ? Path.of("/proc/self/mem") : folder;

        FilePlace.of("here", List.of(root)).search(search, findings);

        assertThat(findings.gaps()).anySatisfy(gap -> assertThat(gap).contains("cannot be read"));
    }

    @Test
    void leavesOutWhatIsLookedAtElsewhereAndDataFoldersInSharedOnes() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("a"), WORD);
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.writeString(data.resolve("b"), WORD);
        Files.createFile(data.resolve("darkroom-data"));

        FilePlace.of("here", List.of(folder))
                .without(Set.of(elsewhere))
                .sharedSince(FileTime.fromMillis(0))
                .search(search, findings);

        assertThat(findings.finds()).isEmpty();
    }

    @Test
    void whatIsPlantedIsFoundInEveryFormAndGoesAgain() throws IOException {
        FilePlace place = FilePlace.of("here", List.of(folder));
        Planted planted = place.plants().get(0).put();

        place.search(Search.of(List.of(planted.canary())), findings);

        planted.close();
        assertThat(planted.encodings()).hasSizeGreaterThan(60);
        assertThat(planted.missed(findings.finds())).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }
}
