package io.darkroom.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecipeTest {
    private static final Path PEERS = Path.of("peers");

    @TempDir
    Path empty;

    static List<Path> pythonPeers() throws IOException {
        return peersWith("requirements.txt");
    }

    static List<Path> nodePeers() throws IOException {
        return peersWith("package.json");
    }

    private static List<Path> peersWith(String file) throws IOException {
        try (Stream<Path> folders = Files.list(PEERS)) {
            return folders.filter(folder -> Files.exists(folder.resolve(file))).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pythonPeers")
    void everyPythonRequirementIsPinned(Path peer) throws IOException {
        List<String> requirements = Files.readAllLines(peer.resolve("requirements.txt")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();

        assertThat(Recipe.of(peer)).isEqualTo(Recipe.PYTHON);
        assertThat(requirements).isNotEmpty().allMatch(line -> line.matches("[\\w.\\[\\]-]+==[\\w.]+(; .+)?"));
    }

    @ParameterizedTest
    @MethodSource("nodePeers")
    void everyModuleIsLockedByItsContentWhereverItComesFrom(Path peer) throws IOException {
        JsonNode lock = json(peer.resolve("package-lock.json"));

        assertThat(Recipe.of(peer)).isEqualTo(Recipe.NODE);
        assertThat(lock.at("/packages").properties())
                .filteredOn(module -> !module.getKey().isEmpty())
                .isNotEmpty()
                .extracting(Map.Entry::getValue)
                .allMatch(module -> module.has("version") && module.has("integrity") && !module.has("resolved"));
    }

    @ParameterizedTest
    @MethodSource("nodePeers")
    void theLockIsOfWhatThePackageAsksFor(Path peer) throws IOException {
        JsonNode asked = json(peer.resolve("package.json")).path("dependencies");

        JsonNode locked = json(peer.resolve("package-lock.json")).path("packages");

        assertThat(locked.path("").path("dependencies")).isEqualTo(asked);
        assertThat(asked.properties())
                .isNotEmpty()
                .allSatisfy(module -> assertThat(
                                locked.path("node_modules/" + module.getKey()).path("version"))
                        .isEqualTo(module.getValue()));
    }

    @Test
    void refusesAFolderThatPinsNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> Recipe.of(empty));
    }

    private static JsonNode json(Path file) throws IOException {
        return new JsonMapper().readTree(file.toFile());
    }
}
