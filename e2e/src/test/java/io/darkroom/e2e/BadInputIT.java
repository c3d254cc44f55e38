package io.darkroom.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Locale.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.e2e.system.Answer;
import io.darkroom.e2e.system.Client;
import io.darkroom.e2e.system.RawRequest;
import io.darkroom.e2e.system.RunningSystem;
import io.darkroom.e2e.system.SharedSystem;
import io.darkroom.testkit.Redis;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API refuses: with a code and the limit, and without an echo of what was sent. */
@ExtendWith(SharedSystem.class)
class BadInputIT {
    private static final int LARGEST_BODY = 18 << 20;

    private final RunningSystem system;
    private final Client client;

    BadInputIT(RunningSystem system) {
        this.system = system;
        this.client = system.client();
    }

    static List<BadRequest> badRequests() {
        return new BadRequests("kanarienvogel auf dem dach").all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badRequests")
    void refusesABadJobAndSaysWhyWithoutRepeatingIt(BadRequest request) {
        String[] headers = request.headers().toArray(String[]::new);

        Answer answer = client.send("POST", "/v1/jobs", request.body(), headers);

        assertProblem(answer, request.status(), request.code());
        assertThat(answer.json().path("field").asText(null)).isEqualTo(request.field());
        assertThat(answer.json().path("detail").asText()).contains(request.told());
    }

    @Test
    void refusesTwentyMegabytesBeforeTheyAreSent() {
        String answer = RawRequest.send(client.url(), new byte[0], requestHead("Content-Length: 20000000"));

        assertThat(answer)
                .startsWith("HTTP/1.1 413 ")
                .containsIgnoringCase("content-type: application/problem+json")
                .contains("body_too_large", Integer.toString(LARGEST_BODY));
    }

    @Test
    void tellsAClientThatSendsTooMuchWhatIsWrongAndGoesOnServingIt() {
        byte[] body = new byte[20_000_000];

        Answer answer =
                client.send("POST", "/v1/jobs", BodyPublishers.ofByteArray(body), "Content-Type", "application/json");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("body_too_large");
        assertThat(client.get("/v1/jobs").status()).isEqualTo(200);
    }

    @Test
    void refusesABodyThatGrowsTooLargeWithoutHavingToldItsLength() {
        String size = "2000000\r\n";
        byte[] chunk = Arrays.copyOf(size.getBytes(US_ASCII), size.length() + LARGEST_BODY + 1);

        String answer = RawRequest.send(client.url(), chunk, requestHead("Transfer-Encoding: chunked"));

        assertThat(answer).startsWith("HTTP/1.1 413 ");
    }

    @Test
    void asksAStrangerForAKeyBeforeItReadsWhatIsSent() {
        String answer = RawRequest.send(
                client.url(),
                new byte[1000],
                "POST /v1/jobs HTTP/1.1",
                "Host: " + client.url().getAuthority(),
                "Authorization: Bearer nobodys",
                "Content-Type: application/json",
                "Content-Length: 10000000");

        assertThat(answer).startsWith("HTTP/1.1 401 ");
    }

    @Test
    void leavesNothingOfARefusedJob() {
        try (Redis redis = system.redis()) {
            Set<String> before = jobs(redis);

            Answer answer = client.post("/v1/jobs", Jobs.of("steps", 0));

            assertThat(answer.status()).isEqualTo(422);
            assertThat(before).as("jobs that others may still have").containsAll(jobs(redis));
        }
    }

    /** Ids of the jobs that Redis has any key of. */
    private static Set<String> jobs(Redis redis) {
        return redis.keys("*:*-*").stream().map(key -> key.split(":", -1)[1]).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "-1", "kanarienvogel", "1e1", "99999999999999999999"})
    void refusesABadLimitOfTheList(String limit) {
        Answer answer = client.get("/v1/jobs?limit=" + limit);

        assertProblem(answer, 400, "invalid_parameter");
        assertThat(answer.json().path("field").asText()).isEqualTo("limit");
        assertThat(answer.json().path("detail").asText()).contains("1 to 100");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/jobs",
        "POST, /v1/jobs",
        "GET, /v1/models",
        "GET, /v1/keys",
        "GET, /v1/jobs/00000000-0000-4000-8000-000000000000",
        "DELETE, /v1/jobs/00000000-0000-4000-8000-000000000000",
        "GET, /v1/jobs/00000000-0000-4000-8000-000000000000/events",
        "GET, /v1/jobs/00000000-0000-4000-8000-000000000000/images/0",
        "DELETE, /v1/jobs/00000000-0000-4000-8000-000000000000/images/0"
    })
    void letsNobodyInWithoutAKey(String method, String path) {
        Answer answer =
                system.stranger().send(method, path, BodyPublishers.ofString("{}"), "Content-Type", "application/json");

        assertProblem(answer, 401, "unauthorized");
        assertThat(answer.header("WWW-Authenticate"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("Bearer"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer kanarienvogel", "Bearer ", "Bearer", "Basic a2FuYXJpZW52b2dlbDp4", "kanarienvogel"})
    void letsNobodyInWithAWrongKey(String authorization) {
        Answer answer =
                system.stranger().send("GET", "/v1/jobs", BodyPublishers.noBody(), "Authorization", authorization);

        assertProblem(answer, 401, "unauthorized");
        assertThat(answer.header("WWW-Authenticate")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/events", "/images/0"})
    void anUnknownJobIsNotFound(String rest) {
        Answer answer = client.get("/v1/jobs/" + UUID.randomUUID() + rest);

        assertProblem(answer, 404, "job_not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kanarienvogel", "1", "00000000-0000-4000-8000-00000000000", "%00", "..%2f..%2fetc"})
    void whatIsNoIdIsNotFound(String id) {
        Answer answer = client.get("/v1/jobs/" + id);

        assertProblem(answer, 404, "job_not_found");
    }

    @Test
    void anotherOwnersJobIsNotFound() {
        String job = client.drawn(Jobs.quick());
        Client other = system.someoneElse();

        List<Answer> answers = List.of(
                other.get("/v1/jobs/" + job),
                other.get("/v1/jobs/" + job + "/events"),
                other.get("/v1/jobs/" + job + "/images/0"),
                other.delete("/v1/jobs/" + job + "/images/0"),
                other.delete("/v1/jobs/" + job));

        assertThat(answers).allSatisfy(answer -> assertProblem(answer, 404, "job_not_found"));
        assertThat(other.get("/v1/jobs").json().path("jobs")).isEmpty();
        assertThat(client.get("/v1/jobs/" + job).status()).isEqualTo(200);
    }

    @Test
    void aPictureThatTheJobDoesNotHaveIsNotFound() {
        String job = client.drawn(Jobs.quick());

        Answer answer = client.get("/v1/jobs/" + job + "/images/1");

        assertProblem(answer, 404, "picture_not_found");
    }

    @ParameterizedTest
    @CsvSource({"/v1", "/v2/jobs", "/v1/job", "/v1/jobs/a/b/kanarienvogel"})
    void whatIsNoRouteIsNotFound(String path) {
        Answer answer = client.get(path);

        assertProblem(answer, 404, "not_found");
    }

    @ParameterizedTest
    @CsvSource({"PUT, /v1/jobs", "PATCH, /v1/jobs", "POST, /v1/models", "DELETE, /v1/keys"})
    void aMethodThatARouteDoesNotTakeIsNotAllowed(String method, String path) {
        Answer answer = client.send(method, path, BodyPublishers.ofString("{}"), "Content-Type", "application/json");

        assertProblem(answer, 405, "method_not_allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/models", "/v1/jobs"})
    void aFormThatARouteDoesNotHaveIsNotAcceptable(String path) {
        Answer answer = client.send("GET", path, BodyPublishers.noBody(), "Accept", "image/x-kanarienvogel");

        assertProblem(answer, 406, "not_acceptable");
    }

    private String[] requestHead(String length) {
        return new String[] {
            "POST /v1/jobs HTTP/1.1",
            "Host: " + client.url().getAuthority(),
            "Authorization: Bearer " + system.cluster().apiKey().reveal(),
            "Content-Type: application/json",
            length
        };
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).as("%s", answer.code()).isEqualTo(status);
        assertThat(answer.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.json().path("title").asText()).isNotBlank();
        assertThat(answer.everything().toLowerCase(ROOT))
                .doesNotContain("kanarienvogel", "exception", "at io.", "io.darkroom", "jackson", "quarkus");
    }
}
