package io.darkroom.core.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LuaScriptTest {
    private static final LuaScript SCRIPT = LuaScript.of(LuaScriptTest.class, "first", "second");
    private static final String TEXT = "return 1\nreturn 2\n";
    private static final String HASH = "b7a7a1e667c8c818141e807c4926962d44a7216d";

    private final List<String> asked = new ArrayList<>();

    @Test
    void isRunByItsHashWhereRedisHasIt() {
        String answer = SCRIPT.run(this::answer, List.of("a", "b"), List.of(3, "c"));

        assertThat(answer).isEqualTo("answer");
        assertThat(asked).containsExactly("EVALSHA " + HASH + " 2 a b 3 c");
    }

    @Test
    void isSentWholeWhereRedisHasForgottenIt() {
        String answer = SCRIPT.run(
                (command, words) -> {
                    answer(command, words);
                    if (command.equals("EVALSHA")) {
                        throw new IllegalStateException(new IllegalArgumentException("NOSCRIPT No matching script."));
                    }
                    return "whole";
                },
                List.of("a"),
                List.of());

        assertThat(answer).isEqualTo("whole");
        assertThat(asked).containsExactly("EVALSHA " + HASH + " 1 a", "EVAL " + TEXT + " 1 a");
    }

    @Test
    void isNotSentAgainAfterAnyOtherError() {
        assertThatThrownBy(() -> SCRIPT.run(
                        (command, words) -> {
                            answer(command, words);
                            throw new IllegalStateException("OOM command not allowed");
                        },
                        List.of(),
                        List.of()))
                .hasMessageStartingWith("OOM");

        assertThat(asked).hasSize(1);
    }

    private String answer(String command, String... words) {
        asked.add(command + " " + String.join(" ", words));
        return "answer";
    }
}
