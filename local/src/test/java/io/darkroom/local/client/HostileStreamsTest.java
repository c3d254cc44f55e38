package io.darkroom.local.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.darkroom.core.fuzz.Fuzz;
import org.junit.jupiter.api.Test;

/** Whatever a server sends as events is read as some. */
class HostileStreamsTest {
    @Test
    void aStreamOfEvents() {
        Fuzz.ofTexts("id: 1\nevent: progress\ndata: {\"step\": 1}\n\n: comment\ndata: a\ndata: b\n\n")
                .words("\n", "\n\n", ":", "data", "data:", "event:", "id:", "retry: -1", "\r", "\0", " ")
                .read("streams of events", octets -> {
                    EventParser parser = new EventParser();
                    new String(octets, UTF_8).lines().forEach(parser::accept);
                });
    }
}
