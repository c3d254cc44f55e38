package io.darkroom.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RedisSafetyTest {
    private static final Map<String, String> SAFE = Map.of(
            "save", "",
            "appendonly", "no",
            "maxmemory-policy", "noeviction",
            "slowlog-log-slower-than", "-1",
            "crash-log-enabled", "no");

    @Test
    void hasNoObjectionToARedisThatForgets() {
        assertThat(objections(SAFE)).isEmpty();
    }

    @Test
    void namesEachSettingThatWouldKeepOrEvict() {
        assertThat(objections(with("save", "3600 1")))
                .singleElement()
                .asString()
                .contains("\"save\"", "3600 1");
        assertThat(objections(with("appendonly", "yes")))
                .singleElement()
                .asString()
                .contains("\"appendonly\"");
        assertThat(objections(with("maxmemory-policy", "allkeys-lru")))
                .singleElement()
                .asString()
                .contains("\"maxmemory-policy\"", "noeviction");
    }

    @Test
    void namesEachSettingThatWouldWriteCommandsDown() {
        assertThat(objections(with("slowlog-log-slower-than", "10000")))
                .singleElement()
                .asString()
                .contains("\"slowlog-log-slower-than\" must be \"-1\"", "10000");
        assertThat(objections(with("crash-log-enabled", "yes")))
                .singleElement()
                .asString()
                .contains("\"crash-log-enabled\" must be \"no\"");
    }

    @Test
    void hasNoObjectionToAServerThatKnowsNoCrashLog() {
        Map<String, String> settings = new HashMap<>(SAFE);
        settings.remove("crash-log-enabled");

        assertThat(objections(settings)).isEmpty();
    }

    @Test
    void takesASettingThatIsNotToldForUnsafe() {
        assertThat(objections(Map.of()))
                .hasSize(4)
                .allSatisfy(objection -> assertThat(objection).contains("not readable"));
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> settings = new HashMap<>(SAFE);
        settings.put(name, value);
        return settings;
    }

    private static List<String> objections(Map<String, String> settings) {
        return RedisSafety.objections(name -> Optional.ofNullable(settings.get(name)));
    }
}
