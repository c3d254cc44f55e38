package io.darkroom.local.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventParserTest {
    @Test
    void putsEventsTogetherFromTheirLines() {
        assertThat(parse("event: state", "data: {\"state\":\"running\"}", "", "event:end", "data:{}", ""))
                .containsExactly(new ServerEvent("state", "{\"state\":\"running\"}"), new ServerEvent("end", "{}"));
    }

    @Test
    void joinsSeveralLinesOfData() {
        assertThat(parse("data: a", "data:  b", "")).containsExactly(new ServerEvent("message", "a\n b"));
    }

    @Test
    void passesOverCommentsUnknownFieldsAndEventsWithoutData() {
        assertThat(parse(": keep-alive", "", "id: 4", "retry: 10", "event: state", "", "data", ""))
                .containsExactly(new ServerEvent("message", ""));
    }

    @Test
    void keepsBackAnEventThatIsNotComplete() {
        assertThat(parse("event: end", "data: {}")).isEmpty();
    }

    private static List<ServerEvent> parse(String... lines) {
        EventParser parser = new EventParser();
        return Stream.of(lines).flatMap(line -> parser.accept(line).stream()).toList();
    }
}
