package io.darkroom.api.submit;

import static io.darkroom.api.Problems.assertProblem;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.api.problem.ErrorCode;
import io.darkroom.api.problem.ProblemException;
import io.darkroom.core.job.DeliveryMode;
import io.darkroom.core.job.Lane;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobRequestTest {
    @Test
    void readsEveryField() {
        JobRequest request = read("""
                {"prompt": "a fox 🦊", "negative_prompt": "blurry", "model": "shapes", "width": 128, "height": 64,
                 "steps": 20, "guidance_scale": 7.5, "scheduler": "ddim", "seed": 9223372036854775807, "images": 2,
                 "retain": true, "delivery": "once", "ttl_seconds": 60, "deadline_seconds": 120, "lane": "bulk"}
                """);

        assertThat(request.prompt().revealPlaintext()).isEqualTo("a fox 🦊");
        assertThat(request.negativePrompt().revealPlaintext()).isEqualTo("blurry");
        assertThat(request.model()).isEqualTo("shapes");
        assertThat(request.width()).isEqualTo(128);
        assertThat(request.height()).isEqualTo(64);
        assertThat(request.steps()).isEqualTo(20);
        assertThat(request.guidanceScale()).isEqualTo(7.5);
        assertThat(request.scheduler()).isEqualTo("ddim");
        assertThat(request.seed()).isEqualTo(Long.MAX_VALUE);
        assertThat(request.images()).isEqualTo(2);
        assertThat(request.retain()).isTrue();
        assertThat(request.delivery()).isEqualTo(DeliveryMode.ONCE);
        assertThat(request.ttlSeconds()).isEqualTo(60);
        assertThat(request.deadlineSeconds()).isEqualTo(120);
        assertThat(request.lane()).isEqualTo(Lane.BULK);
    }

    @Test
    void leavesOutWhatIsNullOrNotThere() {
        JobRequest request = read("{\"prompt\": \"a fox\", \"seed\": null}");

        assertThat(request.seed()).isNull();
        assertThat(request.steps()).isNull();
        assertThat(request.negativePrompt().revealPlaintext()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"prompt\": 7}                             | wrong_type     | prompt",
                "{\"prompt\": null}                          | field_required | prompt",
                "{\"prompt\": \"\"}                          | field_required | prompt",
                "{\"prompt\": \" \\n\"}                      | field_required | prompt",
                "{}                                          | field_required | prompt",
                "{\"prompt\": \"x\", \"steps\": \"20\"}      | wrong_type     | steps",
                "{\"prompt\": \"x\", \"steps\": 20.5}        | wrong_type     | steps",
                "{\"prompt\": \"x\", \"steps\": true}        | wrong_type     | steps",
                "{\"prompt\": \"x\", \"steps\": [20]}        | wrong_type     | steps",
                "{\"prompt\": \"x\", \"guidance_scale\": \"7\"} | wrong_type  | guidance_scale",
                "{\"prompt\": \"x\", \"retain\": 1}          | wrong_type     | retain",
                "{\"prompt\": \"x\", \"model\": {}}          | wrong_type     | model",
                "{\"prompt\": \"x\", \"seed\": 9223372036854775808} | out_of_range | seed",
                "{\"prompt\": \"x\", \"lane\": \"fast\"}     | not_one_of     | lane",
                "{\"prompt\": \"x\", \"delivery\": \"TTL\"}  | not_one_of     | delivery",
                "{\"prompt\": \"x\", \"promt\": \"y\"}       | unknown_field  | promt",
                "{\"prompt\": \"\\ud800\"}                   | invalid_text   | prompt",
            })
    void namesTheFieldThatIsWrong(String body, String code, String field) {
        ProblemException problem = assertProblem(ErrorCode.valueOf(code.toUpperCase(Locale.ROOT)), () -> read(body));

        assertThat(problem.field()).isEqualTo(field);
        assertThat(problem.detail()).contains(field);
    }

    @Test
    void tellsTheLimitOfALongPromptAndNothingOfIt() {
        ProblemException problem =
                assertProblem(ErrorCode.TOO_LONG, () -> read("{\"prompt\": \"" + "secret".repeat(1000) + "\"}"));

        assertThat(problem.detail()).contains("4000").doesNotContain("secret");
    }

    @Test
    void doesNotRepeatAPromptThatSlippedIntoTheWrongPlace() {
        String slipped = "a secret lighthouse at dusk";

        assertThat(assertProblem(ErrorCode.UNKNOWN_FIELD, () -> read("{\"prompt\":\"x\",\"" + slipped + "\":1}"))
                        .detail())
                .doesNotContain("secret");
        assertThat(assertProblem(ErrorCode.NOT_JSON, () -> read(slipped)).detail())
                .doesNotContain("secret");
        assertThat(assertProblem(ErrorCode.NOT_ONE_OF, () -> read("{\"prompt\":\"x\",\"lane\":\"" + slipped + "\"}"))
                        .detail())
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "{\"prompt\": \"x\"} trailing", "{\"prompt\": \"x\", \"prompt\": \"y\"}", "{'prompt': 'x'}"
            })
    void refusesWhatIsNotOneStrictJsonValue(String body) {
        assertProblem(ErrorCode.NOT_JSON, () -> read(body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "7", "\"a fox\"", "[{\"prompt\": \"x\"}]"})
    void refusesWhatIsNotAnObject(String body) {
        assertProblem(ErrorCode.NOT_AN_OBJECT, () -> read(body));
    }

    @Test
    void refusesWhatIsNotUtf8() {
        assertProblem(ErrorCode.NOT_UTF8, () -> JobRequest.read("{\"prompt\": \"café\"}".getBytes(ISO_8859_1)));
        assertProblem(ErrorCode.NOT_UTF8, () -> JobRequest.read("{\"prompt\": \"x\"}".getBytes(UTF_16)));
    }

    @Test
    void printsNothingOfItself() {
        assertThat(read("{\"prompt\": \"a fox\"}")).hasToString("JobRequest[hidden]");
    }

    private static JobRequest read(String body) {
        return JobRequest.read(body.getBytes(UTF_8));
    }
}
