package io.darkroom.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerTest {
    @TempDir
    Path folder;

    @Test
    void isReadyThenAnswersLineByLine() throws IOException {
        try (Peer peer =
                start("echo '{\"ready\": \"sh 1\"}'; while read -r line; do echo \"{\\\"got\\\": $line}\"; done")) {
            assertThat(peer.version()).isEqualTo("sh 1");
            assertThat(peer.ask(Map.of("jobs", List.of(1))).at("/got/jobs/0").asInt())
                    .isEqualTo(1);
            assertThat(peer.ask(Map.of("jobs", List.of(2))).at("/got/jobs/0").asInt())
                    .isEqualTo(2);
        }
    }

    @Test
    void saysWhereToLookIfItEnds() {
        assertThatThrownBy(() -> start("exit 1").close())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("it has ended, see")
                .hasMessageContaining("peer.log");
    }

    private Peer start(String script) throws IOException {
        return Peer.start(List.of("sh", "-c", script), Map.of(), folder, folder.resolve("peer.log"));
    }
}
