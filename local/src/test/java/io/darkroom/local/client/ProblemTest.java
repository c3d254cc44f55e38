package io.darkroom.local.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

class ProblemTest {
    @Test
    void isTheDetailAndTheCode() throws Exception {
        assertThat(Problem.line(422, json("{\"title\":\"t\",\"detail\":\"steps is 1..100\",\"code\":\"STEPS\"}")))
                .isEqualTo("steps is 1..100 (STEPS)");
    }

    @Test
    void isTheTitleWhereThereIsNoDetail() throws Exception {
        assertThat(Problem.line(503, json("{\"title\":\"Try later\"}"))).isEqualTo("Try later");
    }

    @Test
    void isTheStatusWhereThereIsNothingElse() throws Exception {
        assertThat(Problem.line(502, json("{}"))).isEqualTo("the API answered 502");
    }

    private static JsonNode json(String text) throws Exception {
        return new JsonMapper().readTree(text);
    }
}
