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
import java.util.Locale;
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
    void refusesAModelThatDoesNotDrawFromText() {
        ProblemException problem =
                assertProblem(ErrorCode.PIPELINE_NOT_SUPPORTED, () -> specs.complete(request(""), Offers.INPAINT));

        assertThat(problem.field()).isEqualTo("model");
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
