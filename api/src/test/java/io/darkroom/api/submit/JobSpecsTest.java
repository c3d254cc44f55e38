package io.darkroom.api.submit;

import static io.darkroom.api.Problems.assertProblem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.api.FixedApiConfig;
import io.darkroom.api.problem.ErrorCode;
import io.darkroom.api.problem.ProblemException;
import io.darkroom.core.job.DeliveryMode;
import io.darkroom.core.job.JobSpec;
import io.darkroom.core.job.Lane;
import io.darkroom.core.job.Pipeline;
import io.darkroom.core.wire.ModelOffer;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobSpecsTest {
    private final JobSpecs specs = new JobSpecs(new FixedApiConfig());

    @Test
    void takesDefaultsFromTheModelAndTheServer() {
        JobSpec spec = specs.complete(request(""), Offers.SHAPES);

        assertThat(spec)
                .isEqualTo(new JobSpec(
                        "shapes", 128, 128, 20, 5f, "ddim", 1, Lane.INTERACTIVE, false, DeliveryMode.TTL, 900));
        assertThat(specs.deadline(request(""))).hasMinutes(10);
    }

    @ParameterizedTest
    @CsvSource({
        "steps, 0, out_of_range, 150",
        "steps, 151, out_of_range, 150",
        "steps, -1, out_of_range, 1",
        "width, 56, out_of_range, 64",
        "width, 264, out_of_range, 256",
        "height, 129, not_a_multiple, 8",
        "width, 4294967424, out_of_range, 256",
        "images, 0, out_of_range, 1",
        "images, 5, out_of_range, 4",
        "guidance_scale, -0.1, out_of_range, 0",
        "guidance_scale, 100.5, out_of_range, 100",
        "guidance_scale, 1e400, out_of_range, 100",
        "guidance_rescale, -0.1, out_of_range, 0",
        "guidance_rescale, 1.1, out_of_range, 1",
        "clip_skip, -1, out_of_range, 0",
        "clip_skip, 3, out_of_range, 2",
        "ttl_seconds, 9, out_of_range, 10",
        "ttl_seconds, 3601, out_of_range, 3600",
    })
    void holdsEveryNumberToItsLimitAndTellsIt(String field, String value, String code, String limit) {
        JobRequest request = request(", \"" + field + "\": " + value);

        ProblemException problem = assertProblem(
                ErrorCode.valueOf(code.toUpperCase(Locale.ROOT)), () -> specs.complete(request, Offers.SHAPES));

        assertThat(problem.field()).isEqualTo(field);
        assertThat(problem.detail()).contains(limit);
    }

    @Test
    void refusesASchedulerThatTheModelDoesNotHaveAndTellsWhichItHas() {
        JobRequest request = request(", \"scheduler\": \"secret\"");

        ProblemException problem =
                assertProblem(ErrorCode.UNKNOWN_SCHEDULER, () -> specs.complete(request, Offers.SHAPES));

        assertThat(problem.detail()).contains("ddim, euler").doesNotContain("secret");
    }

    @Test
    void refusesASchedulerThatTheModelRulesOutAndTellsWhichItHas() {
        ProblemException problem = assertProblem(
                ErrorCode.SCHEDULER_NOT_SUPPORTED,
                () -> specs.complete(request(", \"scheduler\": \"tcd\""), Offers.SHAPES));

        assertThat(problem.field()).isEqualTo("scheduler");
        assertThat(problem.detail()).contains("ddim, euler", "prediction");
    }

    @ParameterizedTest
    @CsvSource({"1, 2 to 10", "11, 2 to 10"})
    void holdsTheStepsToWhatTheSchedulerCanTake(int steps, String limits) {
        JobRequest request = request(", \"scheduler\": \"lcm\", \"steps\": " + steps);

        ProblemException problem = assertProblem(ErrorCode.OUT_OF_RANGE, () -> specs.complete(request, Offers.SHAPES));

        assertThat(problem.field()).isEqualTo("steps");
        assertThat(problem.detail()).contains(limits);
    }

    @Test
    void takesNoMoreStepsThanTheSchedulerCanWhenNoneAreAskedFor() {
        JobSpec spec = specs.complete(request(", \"scheduler\": \"lcm\""), Offers.SHAPES);

        assertThat(spec.steps()).isEqualTo(10);
    }

    @Test
    void takesTheSizeOfThePicture() {
        JobSpec spec = specs.complete(request(picture(72, 136)), Offers.SHAPES);

        assertThat(spec.pipeline()).isEqualTo(Pipeline.IMG2IMG);
        assertThat(spec.width()).isEqualTo(72);
        assertThat(spec.height()).isEqualTo(136);
        assertThat(spec.strength()).isEqualTo(0.8);
    }

    @Test
    void drawsOverEverythingWithinAMaskUnlessToldOtherwise() {
        JobSpec all = specs.complete(request(picture(64, 64) + mask(64, 64)), Offers.SHAPES);
        JobSpec half = specs.complete(request(picture(64, 64) + mask(64, 64) + ", \"strength\": 0.5"), Offers.SHAPES);

        assertThat(all.pipeline()).isEqualTo(Pipeline.INPAINT);
        assertThat(all.strength()).isEqualTo(1);
        assertThat(half.strength()).isEqualTo(0.5);
    }

    @Test
    void takesTheOneStepThereIsWhenNoStrengthIsAskedFor() {
        JobSpec spec = specs.complete(request(picture(64, 64) + ", \"steps\": 1"), Offers.SHAPES);

        assertThat(spec.stepsTaken()).isEqualTo(1);
    }

    @Test
    void tellsAStrengthThatLeavesAStepWhateverTheirNumber() {
        for (int steps = 2; steps <= 150; steps++) {
            String asked = picture(64, 64) + ", \"steps\": " + steps + ", \"strength\": ";
            ProblemException problem = assertProblem(
                    ErrorCode.OUT_OF_RANGE, () -> specs.complete(request(asked + "0.0001"), Offers.SHAPES));
            String told = problem.detail().replaceAll(".* at least ([0-9.]+) .*", "$1");

            assertThat(specs.complete(request(asked + told), Offers.SHAPES).stepsTaken())
                    .isPositive();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "shapes | mask                       | field_required         | init_image",
                "shapes | strength                   | field_required         | init_image",
                "shapes | picture, strength 0        | out_of_range           | strength",
                "shapes | picture, strength 1.1      | out_of_range           | strength",
                "shapes | picture, strength 0.04     | out_of_range           | strength",
                "shapes | picture, wide mask         | picture_size           | mask",
                "shapes | picture, width 128         | picture_size           | init_image",
                "shapes | picture, height 128        | picture_size           | init_image",
                "shapes | picture, width 65          | not_a_multiple         | width",
                "shapes | odd picture                | picture_size           | init_image",
                "shapes | small picture              | picture_size           | init_image",
                "shapes | large picture              | picture_size           | init_image",
                "shapes | picture, mask of no format | picture_format         | mask",
                "inpaint | nothing                   | field_required         | init_image",
                "inpaint | picture                   | field_required         | mask",
                "text-only | picture                 | pipeline_not_supported | init_image",
            })
    void refusesAStartThatCannotBe(String model, String start, String code, String field) {
        ModelOffer offer = Stream.of(Offers.SHAPES, Offers.INPAINT, Offers.TEXT_ONLY)
                .filter(any -> any.name().equals(model))
                .findFirst()
                .orElseThrow();
        JobRequest request = request(
                Stream.of(start.split(", ", -1)).map(JobSpecsTest::field).collect(Collectors.joining()));

        ProblemException problem =
                assertProblem(ErrorCode.valueOf(code.toUpperCase(Locale.ROOT)), () -> specs.complete(request, offer));

        assertThat(problem.field()).isEqualTo(field);
        assertThat(problem.detail()).contains("\"" + field + "\"");
    }

    private static String field(String word) {
        return switch (word) {
            case "nothing" -> "";
            case "picture" -> picture(64, 64);
            case "odd picture" -> picture(65, 64);
            case "small picture" -> picture(56, 64);
            case "large picture" -> picture(64, 264);
            case "mask" -> mask(64, 64);
            case "wide mask" -> mask(72, 64);
            case "mask of no format" -> ", \"mask\": \"AAAA\"";
            case "strength" -> ", \"strength\": 0.5";
            default -> ", \"" + word.replace(" ", "\": ");
        };
    }

    private static String picture(int width, int height) {
        return ", \"init_image\": \"" + Pictures.png(width, height) + "\"";
    }

    private static String mask(int width, int height) {
        return ", \"mask\": \"data:image/png;base64," + Pictures.png(width, height) + "\"";
    }

    @Test
    void leavesRoomForOneSeedAPicture() {
        JobRequest last = request(", \"seed\": 9223372036854775807");
        JobRequest two = request(", \"seed\": 9223372036854775807, \"images\": 2");
        JobRequest negative = request(", \"seed\": -1");

        assertThat(specs.seed(last, specs.complete(last, Offers.SHAPES))).isEqualTo(Long.MAX_VALUE);
        assertProblem(ErrorCode.OUT_OF_RANGE, () -> specs.seed(two, specs.complete(two, Offers.SHAPES)));
        assertProblem(ErrorCode.OUT_OF_RANGE, () -> specs.seed(negative, specs.complete(negative, Offers.SHAPES)));
    }

    private static JobRequest request(String more) {
        return JobRequest.read(("{\"prompt\": \"a fox\"" + more + "}").getBytes(UTF_8));
    }
}
