package io.darkroom.api.submit;

import static io.darkroom.api.Problems.assertProblem;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.darkroom.api.problem.ErrorCode;
import io.darkroom.api.problem.ProblemException;
import io.darkroom.core.job.DeliveryMode;
import io.darkroom.core.job.Lane;
import io.darkroom.core.job.Rng;
import io.darkroom.core.privacy.PictureBytes;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobRequestTest {
    @ParameterizedTest
    @CsvSource({"prompt, '\"a\"'", "negative_prompt, '\"a\"'", "seed, 1", "init_image, '\"AA==\"'", "mask, '\"AA==\"'"})
    void refusesInClearWhatBelongsIntoTheSealedDocument(String field, String value) {
        ProblemException problem = assertProblem(
                ErrorCode.FIELD_IS_SEALED, () -> read("{\"sealed\": \"x\", \"" + field + "\": " + value + "}"));

        assertThat(problem.field()).isEqualTo(field);
    }

    @Test
    void refusesAResultKeyThatIsNotOne() {
        assertProblem(ErrorCode.WRONG_TYPE, () -> read("{\"prompt\": \"a\", \"result_key\": \"x\"}"));
        assertProblem(ErrorCode.INVALID_RESULT_KEY, () -> read("{\"prompt\": \"a\", \"result_key\": {}}"));
        assertProblem(
                ErrorCode.UNSUPPORTED_RESULT_KEY,
                () -> read("{\"prompt\": \"a\", \"result_key\": {\"kty\": \"RSA\"}}"));
    }

    @Test
    void readsEveryField() {
        JobRequest request = read("""
                {"prompt": "a fox 🦊", "negative_prompt": "blurry", "model": "shapes", "width": 128, "height": 64,
                 "steps": 20, "guidance_scale": 7.5, "scheduler": "ddim", "seed": 9223372036854775807, "images": 2,
                 "retain": true, "delivery": "once", "ttl_seconds": 60, "deadline_seconds": 120, "lane": "bulk", "clip_skip": 1,
                 "guidance_rescale": 0.7, "rng": "cuda", "strength": 0.5, "init_image": "AQID", "mask": "BA=="}
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
        assertThat(request.clipSkip()).isEqualTo(1);
        assertThat(request.guidanceRescale()).isEqualTo(0.7);
        assertThat(request.rng()).isEqualTo(Rng.CUDA);
        assertThat(request.strength()).isEqualTo(0.5);
        assertThat(octets(request.initImage())).containsExactly(1, 2, 3);
        assertThat(octets(request.mask())).containsExactly(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AQID", "data:image/png;base64,AQID", "DATA:IMAGE/SVG+XML;BASE64,AQID"})
    void takesAPictureWithOrWithoutWhatADataUrlHasBeforeIt(String text) {
        JobRequest request = read("{\"prompt\": \"x\", \"init_image\": \"" + text + "\"}");

        assertThat(octets(request.initImage())).containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/a-secret-fox.png",
                "file:///etc/passwd",
                "data:,AQID",
                "data:text/html;base64,AQID",
                "data:image/png;base64",
                "AQ-_",
                "AQID\\nAQID",
                "A"
            })
    void refusesAPictureThatIsNotBase64AndNeverFetchesOne(String text) {
        ProblemException problem = assertProblem(
                ErrorCode.INVALID_BASE64, () -> read("{\"prompt\": \"x\", \"init_image\": \"" + text + "\"}"));

        assertThat(problem.field()).isEqualTo("init_image");
        assertThat(problem.detail()).doesNotContain("secret", "passwd");
    }

    @Test
    void overwritesItsPicturesWhenItIsClosed() {
        JobRequest request = read("{\"prompt\": \"x\", \"init_image\": \"AQID\", \"mask\": \"BA==\"}");

        request.close();

        assertThat(octets(request.initImage())).containsOnly(0);
        assertThat(octets(request.mask())).containsOnly(0);
    }

    private static byte[] octets(@Nullable PictureBytes picture) {
        return Objects.requireNonNull(picture).revealBytes();
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
                "{\"prompt\": \"x\", \"rng\": \"gpu\"}       | not_one_of     | rng",
                "{\"prompt\": \"x\", \"init_image\": 7}      | wrong_type     | init_image",
                "{\"prompt\": \"x\", \"mask\": [\"AQID\"]}   | wrong_type     | mask",
                "{\"prompt\": \"x\", \"strength\": \"1\"}    | wrong_type     | strength",
                "{\"prompt\": \"x\", \"clip_skip\": 1.5}     | wrong_type     | clip_skip",
                "{\"prompt\": \"x\", \"delivery\": \"TTL\"}  | not_one_of     | delivery",
                "{\"prompt\": \"x\", \"promt\": \"y\"}       | unknown_field  | promt",
                "{\"prompt\": \"\\ud800\"}                   | invalid_text   | prompt",
            })
    void namesTheFieldThatIsWrong(String body, String code, String field) {
        ProblemException problem = assertProblem(ErrorCode.valueOf(code.toUpperCase(Locale.ROOT)), () -> read(body));

        assertThat(problem.field()).isEqualTo(field);
        assertThat(problem.detail()).contains(field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"mask\": \"BA==\", \"result_key\": {}",
                "\"mask\": \"BA==\", \"result_key\": 7",
                "\"mask\": \"BA==\", \"promt\": \"a\"",
                "\"mask\": \"?\"",
                "\"mask\": 7"
            })
    void overwritesThePicturesOfARequestThatItRefusesLater(String rest) {
        JsonFields fields =
                JsonFields.parse(("{\"prompt\": \"a\", \"init_image\": \"AQID\", " + rest + "}").getBytes(UTF_8));

        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> JobRequest.read(fields));

        assertThat(fields.pictures())
                .isNotEmpty()
                .allSatisfy(picture -> assertThat(picture.revealBytes()).containsOnly(0));
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
