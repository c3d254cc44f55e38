package io.darkroom.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyWatchTest {
    @TempDir
    Path folder;

    private final OpeningKeys first = OpeningKeys.generate();
    private final OpeningKeys second = OpeningKeys.generate();
    private final List<String> told = new ArrayList<>();

    @Test
    void tellsOfTheKeysThatAreThereAndThenOfThoseThatCameAndWent() throws IOException {
        Path file = folder.resolve("keys");
        first.write(file);
        try (KeyWatch watch = watch(KeyFile.ofPairs("worker", file))) {
            watch.look();
            watch.look();
            second.write(file);
            watch.look();
        }

        assertThat(told)
                .containsExactly(
                        "worker [current " + id(first) + "]",
                        "worker [current " + id(second) + ", no more " + id(first) + "]");
    }

    @Test
    void tellsOfAChangeThatSomebodyElseSawFirst() throws IOException {
        Path file = folder.resolve("keys");
        first.write(file);
        KeyFile<OpeningKeys> live = KeyFile.ofPairs("worker", file);
        try (KeyWatch watch = watch(live)) {
            watch.look();
            second.write(file);
            live.keysAfterALook();
            told.clear();
            watch.look();
        }

        assertThat(told).singleElement().asString().contains(id(second));
    }

    @Test
    void tellsOfABrokenFileEachTimeAndSaysWhichIsTheFirst() throws IOException {
        Path file = folder.resolve("keys");
        first.write(file);
        try (KeyWatch watch = watch(KeyFile.ofPairs("worker", file))) {
            watch.look();
            told.clear();
            Files.writeString(file, "{");
            watch.look();
            watch.look();
            Files.delete(file);
            watch.look();
            first.write(file);
            watch.look();
            Files.writeString(file, "{");
            watch.look();
        }

        assertThat(told)
                .containsExactly(
                        "worker broken, first: true",
                        "worker broken, first: false",
                        "worker broken, first: true",
                        "worker broken, first: true");
    }

    private KeyWatch watch(KeyFile<?> file) {
        return new KeyWatch(
                new KeyWatch.Listener() {
                    @Override
                    public void changed(String use, List<String> changes) {
                        told.add(use + " " + changes);
                    }

                    @Override
                    public void broken(String use, String reason, boolean first) {
                        assertThat(reason).startsWith(folder.toString());
                        told.add(use + " broken, first: " + first);
                    }
                },
                List.of(file));
    }

    private static String id(OpeningKeys keys) {
        return keys.sealingKeys().currentKeyId();
    }
}
