package io.darkroom.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class DrawingDisplayTest {
    private final CommandLineFixture streams = new CommandLineFixture(Path.of("/nowhere"));
    private final InstantSource clock = InstantSource.fixed(Instant.EPOCH);

    @Test
    void withoutATerminalThereIsALineAtEveryQuarter() {
        DrawingDisplay display = new DrawingDisplay(streams.console(false), clock);

        display.state("running");
        for (int step = 1; step <= 20; step++) {
            display.progress(step, 20, 0, 1);
        }
        display.end();

        assertThat(streams.err().lines())
                .containsExactly(
                        "darkroom: running",
                        "darkroom: step 5/20, 0/1 picture",
                        "darkroom: step 10/20, 0/1 picture",
                        "darkroom: step 15/20, 0/1 picture",
                        "darkroom: step 20/20, 0/1 picture");
    }

    @Test
    void onATerminalOneLineIsWrittenOver() {
        DrawingDisplay display = new DrawingDisplay(streams.console(true), clock);

        display.progress(1, 2, 0, 1);
        display.progress(2, 2, 0, 1);
        display.end();

        assertThat(streams.err())
                .containsOnlyOnce("\n")
                .contains("\r[############-")
                .contains("step 2/2");
    }
}
