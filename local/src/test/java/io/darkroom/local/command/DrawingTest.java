package io.darkroom.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.local.client.JobTicket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DrawingTest {
    private final Drawing drawing = new Drawing(
            new JobTicket("7", "shapes", 2),
            List.of(new Drawing.Saved(Path.of("a-0.png"), "41"), new Drawing.Saved(Path.of("a-1.png"), "")),
            Duration.ofMillis(1250));

    @Test
    void isOnePathALine() {
        assertThat(drawing.asPaths()).containsExactly("a-0.png", "a-1.png");
    }

    @Test
    void isOneObjectAsJson() {
        assertThat(drawing.asJson())
                .containsExactly("{\"id\":\"7\",\"state\":\"succeeded\",\"model\":\"shapes\",\"pictures\":"
                        + "[{\"path\":\"a-0.png\",\"seed\":41},{\"path\":\"a-1.png\"}],\"seconds\":1.25}");
    }
}
