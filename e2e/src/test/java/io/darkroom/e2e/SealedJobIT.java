package io.darkroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.CompressionAlgorithm;
import com.nimbusds.jose.JOSEObjectType;
import io.darkroom.e2e.system.Answer;
import io.darkroom.e2e.system.Client;
import io.darkroom.e2e.system.Event;
import io.darkroom.e2e.system.Events;
import io.darkroom.e2e.system.RunningSystem;
import io.darkroom.e2e.system.SharedSystem;
import io.darkroom.testkit.Redis;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs that their client sealed: nobody but the worker reads the prompt, and nobody but the client sees the picture. */
@ExtendWith(SharedSystem.class)
class SealedJobIT {
    private static final Map<String, Object> DOCUMENT = Map.of("prompt", Jobs.RED_CIRCLE, "seed", 7);

    private final RunningSystem system;
    private final Client client;
    private final SealingClient sealing;

    SealedJobIT(RunningSystem system) {
        this.system = system;
        this.client = system.client();
        this.sealing = new SealingClient(client);
    }

    @Test
    void aPictureComesBackSealedToItsClientAndIsTheOneThatTheApiWouldHaveHandedOver() {
        String open = client.drawn(Jobs.of("seed", 7, "steps", 4, "images", 2));

        String sealed = sealing.drawn(DOCUMENT, "steps", 4, "images", 2);

        for (int number = 0; number < 2; number++) {
            Png expected = Png.of(client.picture(open, number).body());
            assertThat(Png.of(sealing.picture(sealed, number)).isCloseTo(expected))
                    .isTrue();
        }
        assertThat(client.head("/v1/jobs/" + sealed + "/images/0").header("Content-Type"))
                .contains("application/jose");
    }

    @Test
    void theSeedIsToldToNobodyButTheClient() {
        String given = sealing.drawn(DOCUMENT, "steps", 2, "retain", true);
        String drawn = sealing.drawn(Map.of("prompt", Jobs.RED_CIRCLE), "steps", 2);

        Answer picture = client.picture(given, 0);
        assertThat(picture.header("Darkroom-Seed")).isEmpty();
        assertThat(sealing.seed(given, picture.header("Darkroom-Sealed-Seed").orElseThrow()))
                .isEqualTo(7);
        try (Events events = Events.of(client, given)) {
            Event image = events.first(event -> event.is("image"));
            assertThat(image.data().has("seed")).isFalse();
        }
        long seed = sealing.seed(
                drawn, client.picture(drawn, 0).header("Darkroom-Sealed-Seed").orElseThrow());
        String again = client.drawn(Jobs.of("seed", seed, "steps", 2));
        assertThat(Png.of(sealing.picture(drawn, 0))
                        .isCloseTo(Png.of(client.picture(again, 0).body())))
                .isTrue();
    }

    @Test
    void aPictureThatIsKeptStaysSealedToItsClient() {
        String job = sealing.drawn(DOCUMENT, "steps", 2, "retain", true);
        byte[] picture = sealing.picture(job, 0);
        try (Redis redis = system.redis()) {
            redis.call("DEL", "job:" + job, "image:" + job + ":0");
        }

        assertThat(sealing.picture(job, 0)).isEqualTo(picture);
        assertThat(sealing.seed(
                        job,
                        client.picture(job, 0).header("Darkroom-Sealed-Seed").orElseThrow()))
                .isEqualTo(7);
        Answer again = sealing.put(job, sealing.seal(job, sealing.withResultKey(DOCUMENT)), "retain", true);
        assertThat(again.status() + again.code()).isEqualTo("409job_id_conflict");
        assertThat(client.delete("/v1/jobs/" + job).status()).isEqualTo(204);
    }

    @Test
    void aSealedJobStartsFromASealedPictureWithinASealedMask() {
        String picture = Pictures.base64(Pictures.noise(64, 64, 3));
        Map<String, Object> clear = Jobs.of(
                "seed", 7, "steps", 4, "init_image", picture, "mask", Pictures.base64(Pictures.noise(64, 64, 4)));
        String open = client.drawn(clear);

        String sealed = sealing.drawn(document(clear), "steps", 4, "width", 64, "height", 64);

        assertThat(Png.of(sealing.picture(sealed, 0))
                        .isCloseTo(Png.of(client.picture(open, 0).body())))
                .isTrue();
    }

    private static Map<String, Object> document(Map<String, Object> job) {
        job.remove("steps");
        return job;
    }

    @Test
    void aPromptInClearMayHaveItsPicturesSealedToo() {
        String job = client.drawn(Jobs.of("seed", 7, "steps", 2, "result_key", sealing.resultKey()));

        assertThat(Png.of(sealing.picture(job, 0)).width()).isEqualTo(128);
    }

    @Test
    void aSealedPromptWithoutAResultKeyComesBackAsEveryPictureDoesButForItsSeed() {
        String id = SealingClient.id();
        sealing.put(id, sealing.seal(id, "{\"prompt\": \"a red circle\", \"seed\": 7}"), "steps", 2);
        client.ended(id);

        Answer picture = client.picture(id, 0);

        assertThat(Png.of(picture.body()).width()).isEqualTo(128);
        assertThat(picture.header("Darkroom-Seed")).isEmpty();
        assertThat(picture.header("Darkroom-Sealed-Seed")).isEmpty();
    }

    @Test
    void theSameBodyIsTheSameJobAndAnotherOneAConflict() {
        String id = SealingClient.id();
        String sealed = sealing.seal(id, sealing.withResultKey(DOCUMENT));

        Answer first = sealing.put(id, sealed, "steps", 2);
        Answer again = sealing.put(id, sealed, "steps", 2);
        Answer other = sealing.put(id, sealed, "steps", 3);

        assertThat(first.json().path("id").asText()).isEqualTo(id);
        assertThat(first.header("Location"))
                .hasValueSatisfying(at -> assertThat(at).endsWith("/v1/jobs/" + id));
        assertThat(again.status()).as("%s", again).isEqualTo(202);
        assertThat(other.status() + other.code()).isEqualTo("409job_id_conflict");
        assertThat(client.ended(id).path("attempt").asInt()).isEqualTo(1);
    }

    @Test
    void anIdOfAnotherOwnerIsRefusedLikeOneOfOnesOwnThatStandsForAnotherRequest() {
        String id = SealingClient.id();
        sealing.put(id, sealing.seal(id, sealing.withResultKey(DOCUMENT)), "steps", 2);
        Client other = system.someoneElse();

        Answer foreign = other.put("/v1/jobs/" + id, Jobs.quick());
        Answer own = client.put("/v1/jobs/" + id, Jobs.quick());

        assertThat(foreign.status()).isEqualTo(409);
        assertThat(foreign.text()).isEqualTo(own.text());
        assertThat(other.get("/v1/jobs/" + id).status()).isEqualTo(404);
        assertThat(client.ended(id).path("state").asText()).isEqualTo("succeeded");
    }

    @Test
    void aDeletedJobIsNotMadeAgain() {
        String id = SealingClient.id();
        String sealed = sealing.seal(id, sealing.withResultKey(DOCUMENT));
        sealing.put(id, sealed, "steps", 2);
        client.delete("/v1/jobs/" + id);

        Answer again = sealing.put(id, sealed, "steps", 2);

        assertThat(again.status() + again.code()).isEqualTo("410job_deleted");
    }

    @Test
    void anUnsealedJobMayHaveAnIdOfItsClientsToo() {
        String id = SealingClient.id();

        Answer answer = client.put("/v1/jobs/" + id, Jobs.quick());

        assertThat(answer.status()).isEqualTo(202);
        assertThat(client.ended(id).path("state").asText()).isEqualTo("succeeded");
        Answer noId = client.put("/v1/jobs/" + id.toUpperCase(java.util.Locale.ROOT) + "!", Jobs.quick());
        assertThat(noId.status() + noId.code()).isEqualTo("400invalid_parameter");
    }

    @Test
    void everyWrongHeaderHasACodeOfItsOwn() throws Exception {
        String id = SealingClient.id();
        byte[] document = "{\"prompt\": \"a red circle\"}".getBytes(StandardCharsets.UTF_8);

        Answer unknownKey =
                sealing.put(id, sealing.seal(sealing.header(id).keyID("another").build(), document));
        assertThat(unknownKey.status() + unknownKey.code()).isEqualTo("422unknown_kid");
        assertThat(unknownKey.json().path("detail").asText()).contains("GET /v1/keys");
        assertThat(unknownKey.json().path("field").asText()).isEqualTo("sealed");
        assertRefused("wrong_jid", id, sealing.seal(SealingClient.id(), "{}"));
        assertRefused(
                "wrong_typ",
                id,
                sealing.seal(sealing.header(id).type(new JOSEObjectType("JWT")).build(), document));
        assertRefused(
                "compressed_seal",
                id,
                sealing.seal(
                        sealing.header(id)
                                .compressionAlgorithm(CompressionAlgorithm.DEF)
                                .build(),
                        document));
        assertRefused(
                "seal_expired",
                id,
                sealing.seal(sealing.header(id).customParam("exp", 1000).build(), document));
        assertRefused(
                "wrong_mdl",
                id,
                sealing.seal(sealing.header(id).customParam("mdl", "another").build(), document));
        assertRefused("invalid_seal", id, "a red circle");
        Answer posted = client.post("/v1/jobs", Map.of("sealed", sealing.seal(id, "{}")));
        assertThat(posted.status() + posted.code()).isEqualTo("422sealed_needs_put");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
            "alg":"ECDH-ES+A256KW" | "alg":"ECDH-ES"                  | unsupported_alg
            "enc":"A256GCM"        | "enc":"A128GCM"                  | unsupported_enc
            "enc":"A256GCM"        | "enc":"A256GCM","p2c":1000       | seal_with_password
            "enc":"A256GCM"        | "enc":"A256GCM","prompt":"a fox" | unknown_header
            "enc":"A256GCM"        | "enc":"A256GCM","exp":"soon"     | invalid_exp
            "crv":"P-256"          | "crv":"P-384"                    | invalid_epk
            """)
    void whatTheHeaderMustNotSayHasACodeOfItsOwnToo(String part, String instead, String code) {
        String id = SealingClient.id();
        String sealed = sealing.seal(id, "{}");
        int end = sealed.indexOf('.');
        String header = new String(Base64.getUrlDecoder().decode(sealed.substring(0, end)), StandardCharsets.UTF_8);
        assertThat(header).contains(part);

        assertRefused(code, id, base64(header.replace(part, instead)) + sealed.substring(end));
    }

    @Test
    void whatIsTooLongOrNotPaddedHasACodeOfItsOwn() {
        String id = SealingClient.id();
        String sealed = sealing.seal(id, "{}");

        assertRefused(
                "seal_header_too_large", id, base64("{}" + " ".repeat(4096)) + sealed.substring(sealed.indexOf('.')));
        assertRefused("unpadded_seal", id, sealed.replaceFirst("(\\.[\\w-]+\\.[\\w-]+\\.)[\\w-]{4}", "$1"));
    }

    @Test
    void aResultKeyWithItsPrivateHalfIsRefused() {
        String id = SealingClient.id();

        Answer answer = sealing.put(id, sealing.seal(id, "{}"), "result_key", sealing.privateKey());

        assertThat(answer.status() + answer.code()).isEqualTo("422private_result_key");
    }

    @Test
    void aResultKeyOfAnotherKindIsRefused() {
        Answer posted = client.post("/v1/jobs", Map.of("prompt", Jobs.RED_CIRCLE, "result_key", Map.of("kty", "RSA")));

        assertThat(posted.status() + posted.code()).isEqualTo("422unsupported_result_key");
        assertThat(posted.json().path("field").asText()).isEqualTo("result_key");
    }

    @Test
    void whatBelongsIntoTheSealIsRefusedBesideIt() {
        String id = SealingClient.id();

        Answer answer = sealing.put(id, sealing.seal(id, "{}"), "negative_prompt", "blurry");

        assertThat(answer.status() + answer.code()).isEqualTo("422field_is_sealed");
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private void assertRefused(String code, String id, String sealed) {
        Answer answer = sealing.put(id, sealed);
        assertThat(answer.status() + answer.code()).isEqualTo("422" + code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
            not JSON                                                                | invalid_prompt
            {"prompt": "a", "more": 1}                                              | invalid_prompt
            {"prompt": "a", "mask": "AA=="}                                         | invalid_prompt
            {"prompt": "a", "result_key": {"kty": "RSA"}}                           | invalid_result_key
            {"prompt": "a", "init_image": "AAAA"}                                   | picture_format
            {"prompt": "a", "init_image": "small"}                                  | picture_size
            {"prompt": "a", "init_image": "damaged"}                                | invalid_picture
            {"prompt": "a", "init_image": "huge"}                                   | picture_too_large
            {"prompt": "a", "init_image": "small", "mask": "alpha alone"}           | invalid_mask
            """)
    void whatTheWorkerAloneCanFindOutEndsTheJobWithACode(String document, String code) {
        String id = SealingClient.id();
        String sealed = sealing.seal(id, withPictures(document));

        Answer answer = sealing.put(id, sealed, "width", code.equals("picture_size") ? 128 : 64, "height", 64);

        assertThat(answer.status()).as("%s", answer).isEqualTo(202);
        assertThat(client.ended(id).path("error").path("code").asText()).isEqualTo(code);
        Answer picture = client.get("/v1/jobs/" + id + "/images/0");
        assertThat(picture.status() + picture.code()).isEqualTo("409job_failed");
    }

    private static String withPictures(String document) {
        byte[] small = Pictures.noise(64, 64, 5);
        return document.replace("small", Pictures.base64(small))
                .replace("damaged", Pictures.base64(small).substring(0, 400))
                .replace("huge", Pictures.base64(Pictures.claiming(small, 65536, 65536)))
                .replace("alpha alone", Pictures.base64(Pictures.transparentAbove(64, 64)));
    }
}
