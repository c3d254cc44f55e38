package io.darkroom.core.crypto;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import io.darkroom.core.job.JobId;
import io.darkroom.core.privacy.PictureBytes;
import io.darkroom.core.privacy.Prompt;
import io.darkroom.core.privacy.PromptDocument;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromptSealTest {
    private static final OpeningKeys KEYS = OpeningKeys.generate();
    private static final JobId JOB =
            JobId.parse("6f1c2a34-0000-4000-8000-000000000001").orElseThrow();
    private static final JobId OTHER_JOB =
            JobId.parse("6f1c2a34-0000-4000-8000-000000000002").orElseThrow();
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant DEADLINE = NOW.plusSeconds(60);

    @ParameterizedTest
    @ValueSource(strings = {"a", "a lighthouse at dusk, oil on canvas", "灯台 🗼 \" \\ \n"})
    void opensWhatItSealed(String text) {
        SealedPrompt sealed = seal(document(text));

        PromptDocument opened = open(JOB, "shapes", NOW, sealed);

        assertThat(opened.prompt().revealPlaintext()).isEqualTo(text);
        assertThat(opened.negativePrompt().revealPlaintext()).isEqualTo("blurry");
        assertThat(opened.seed()).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"灯", "\u0001", "\"", "a", "é"})
    void writesTheLongestTextsWithoutLeavingASmallerArrayBehind(String letter) {
        Prompt longest = Prompt.of(letter.repeat(Prompt.MAX_LENGTH));
        PromptDocument document = new PromptDocument(
                longest,
                longest,
                Long.MAX_VALUE,
                PictureBytes.takingOver(new byte[1]),
                PictureBytes.takingOver(new byte[2]),
                "{\"kid\":\"灯\"}");

        assertThat(PromptJson.write(document, 1)).hasSizeLessThanOrEqualTo(PromptJson.expectedSize(document));
    }

    @Test
    void opensThePicturesThatItSealed() {
        byte[] picture = new byte[100_001];
        new SplittableRandom(1).nextBytes(picture);
        byte[] mask = {1, 2, 3};
        SealedPrompt sealed = seal(new PromptDocument(
                Prompt.of("a fox"),
                Prompt.empty(),
                7,
                PictureBytes.takingOver(picture.clone()),
                PictureBytes.takingOver(mask.clone())));

        PromptDocument opened = open(JOB, "shapes", NOW, sealed);

        assertThat(Objects.requireNonNull(opened.initImage()).revealBytes()).isEqualTo(picture);
        assertThat(Objects.requireNonNull(opened.mask()).revealBytes()).isEqualTo(mask);
    }

    @Test
    void opensADocumentWithoutPicturesAsOneThatHasNone() {
        PromptDocument opened = open(JOB, "shapes", NOW, seal(document("a fox")));

        assertThat(opened.initImage()).isNull();
        assertThat(opened.mask()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"prompt\":\"a fox\",\"seed\":1,\"init_image\":\"no base64!\"}",
                "{\"prompt\":\"a fox\",\"seed\":1,\"init_image\":7}",
                "{\"prompt\":\"a fox\",\"seed\":1,\"mask\":\"AA==\",\"mask\":\"AA==\"}",
                "{\"prompt\":\"a fox\",\"seed\":99999999999999999999}",
                "{\"prompt\":7,\"seed\":1}",
                "{\"seed\":1}",
                "{\"prompt\":\" \"}",
                "{\"prompt\":\"a fox\",\"prompt\":\"a fox\"}",
                "{\"prompt\":\"a fox\",\"resultkey\":{}}",
                "{\"prompt\":\"a fox\",\"result_key\":\"{}\"}",
                "{\"prompt\":\"a fox\",\"seed\":-1}",
                "{\"prompt\":\"a fox\",\"seed\":1.0}",
                "{\"prompt\":\"a fox\",\"mask\":\"AQID\"}",
                "{\"prompt\":\"\\ud800\"}",
                "{\"prompt\":\"a fox\"} {}",
                "\ufeff{\"prompt\":\"a fox\"}",
                "",
                "[]",
                "{\"prompt\":\"a fox\",\"seed\":1"
            })
    void refusesWhatIsNoPromptDocument(String text) throws Exception {
        assertIsNoDocument(byAnyLibrary(text));
    }

    @Test
    void refusesADocumentThatIsNotUtf8() throws Exception {
        for (Charset charset : new Charset[] {UTF_16LE, UTF_16BE, Charset.forName("UTF-32LE")}) {
            assertIsNoDocument(byAnyLibrary("{\"prompt\":\"a fox\"}".getBytes(charset)));
        }
        assertIsNoDocument(byAnyLibrary("{\"prompt\":\"ein Kätzchen\"}".getBytes(ISO_8859_1)));
    }

    @Test
    void refusesAPromptThatIsTooLong() throws Exception {
        assertIsNoDocument(byAnyLibrary("{\"prompt\":\"" + "a".repeat(Prompt.MAX_LENGTH + 1) + "\"}"));
    }

    private static void assertIsNoDocument(SealedPrompt sealed) {
        assertThatExceptionOfType(PromptRefused.class)
                .isThrownBy(() -> open(JOB, "shapes", NOW, sealed))
                .withMessage("not a prompt document")
                .withNoCause();
    }

    @Test
    void opensWhatAnotherLibrarySealed() throws Exception {
        SealedPrompt sealed =
                byAnyLibrary("{\"init_image\": \"BA==\", \"seed\": 1, \"result_key\": {\"kty\": [\"EC\"]},"
                        + " \"mask\": \"AQID\", \"prompt\": \"a fox\"} ");

        PromptDocument opened = open(JOB, "shapes", NOW, sealed);

        assertThat(opened.prompt().revealPlaintext()).isEqualTo("a fox");
        assertThat(Objects.requireNonNull(opened.mask()).revealBytes()).containsExactly(1, 2, 3);
        assertThat(opened.resultKey()).isEqualTo("{\"kty\":[\"EC\"]}");
    }

    @Test
    void everyAttemptFindsTheSameSeedForADocumentThatNamesNone() throws Exception {
        long seed =
                open(JOB, "shapes", NOW, byAnyLibrary("{\"prompt\":\"a fox\"}")).seed();

        assertThat(seed)
                .isBetween(0L, 0xFFFFFFFFL)
                .isEqualTo(open(JOB, "shapes", NOW, byAnyLibrary("{\"prompt\":\"a fox\"}"))
                        .seed())
                .isNotEqualTo(open(JOB, "shapes", NOW, byAnyLibrary("{\"prompt\":\"a fox!\"}"))
                        .seed());
    }

    private static SealedPrompt byAnyLibrary(String text) throws Exception {
        return byAnyLibrary(text.getBytes(UTF_8));
    }

    private static SealedPrompt byAnyLibrary(byte[] text) throws Exception {
        JWEHeader header = new JWEHeader.Builder(JWEAlgorithm.ECDH_ES_A256KW, EncryptionMethod.A256GCM)
                .keyID(KEYS.sealingKeys().currentKeyId())
                .type(new JOSEObjectType("darkroom-prompt"))
                .customParam("jid", JOB.toString())
                .build();
        JWEObject jwe = new JWEObject(header, new Payload(text));
        jwe.encrypt(new ECDHEncrypter(KEYS.sealingKeys().current()));
        return SealedPrompt.split(jwe.serialize());
    }

    @Test
    void putsTheKeyPartIntoOneHalfAndEverythingElseIntoTheOther() {
        SealedPrompt sealed = seal(document("a fox"));

        assertThat(sealed.keyPart()).hasSize(54).doesNotContain(".");
        assertThat(sealed.body().split("\\.", -1))
                .hasSize(5)
                .satisfies(parts -> assertThat(parts[1]).isEmpty());
    }

    @Test
    void doesNotOpenWithoutTheKeyPartEvenWithThePrivateKey() {
        SealedPrompt sealed = seal(document("a fox"));

        assertCannotOpen(JOB, "shapes", NOW, new SealedPrompt("", sealed.body()));
    }

    @Test
    void doesNotOpenWithTheKeyPartOfAnotherJob() {
        SealedPrompt sealed = seal(document("a fox"));
        SealedPrompt other = seal(document("a fox"));

        assertCannotOpen(JOB, "shapes", NOW, new SealedPrompt(other.keyPart(), sealed.body()));
    }

    @Test
    void refusesARecordMovedToAnotherJobOrModelOrTime() {
        SealedPrompt sealed = seal(document("a fox"));

        assertCannotOpen(OTHER_JOB, "shapes", NOW, sealed);
        assertCannotOpen(JOB, "other", NOW, sealed);
        assertCannotOpen(JOB, "shapes", DEADLINE.plusSeconds(1), sealed);
    }

    @Test
    void refusesEveryAlteredCharacterAndEveryTruncation() {
        SealedPrompt sealed = seal(document("a fox"));
        String body = sealed.body();

        for (int i = 0; i < body.length(); i++) {
            // Not the neighbour in the alphabet: the last character of a part has bits that do not count.
            char altered = body.charAt(i) == 'A' ? 'z' : 'A';
            String changed = body.substring(0, i) + altered + body.substring(i + 1);
            assertCannotOpen(JOB, "shapes", NOW, new SealedPrompt(sealed.keyPart(), changed));
        }
        for (int length = 0; length < body.length(); length++) {
            assertCannotOpen(JOB, "shapes", NOW, new SealedPrompt(sealed.keyPart(), body.substring(0, length)));
        }
    }

    @Test
    void promptsOfNearbyLengthsSealToTheSameSize() {
        assertThat(seal(document("cat")).body().length())
                .isEqualTo(
                        seal(document("a much longer cat, in the rain")).body().length());
    }

    @Test
    void saysNothingOfThePromptInItsHeader() {
        String header = seal(document("a fox")).body().split("\\.", -1)[0];

        assertThat(new String(Base64.getUrlDecoder().decode(header), UTF_8))
                .contains("\"typ\":\"darkroom-prompt\"", "\"jid\":\"" + JOB + "\"", "\"mdl\":\"shapes\"", "\"kid\":")
                .doesNotContain("fox");
    }

    @Test
    void refusesAnotherAlgorithmThanTheOneAllowed() throws Exception {
        JWEHeader direct = new JWEHeader.Builder(JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM)
                .keyID(KEYS.sealingKeys().currentKeyId())
                .type(new JOSEObjectType("darkroom-prompt"))
                .customParam("jid", JOB.toString())
                .build();
        JWEObject jwe = new JWEObject(direct, new Payload("{\"prompt\":\"a fox\",\"seed\":1}"));
        jwe.encrypt(new ECDHEncrypter(KEYS.sealingKeys().current()));

        assertCannotOpen(JOB, "shapes", NOW, SealedPrompt.split(jwe.serialize()));
    }

    @Test
    void refusesAKeyThatIsNotItsOwn() {
        SealedPrompt sealed =
                PromptSeal.seal(OpeningKeys.generate().sealingKeys(), JOB, "shapes", DEADLINE, document("a fox"));

        assertCannotOpen(JOB, "shapes", NOW, sealed);
    }

    @Test
    void doesNotTakeASealedSeedForAPrompt() {
        String seed = SeedSeal.seal(KEYS.sealingKeys(), JOB, 7);

        assertCannotOpen(JOB, "shapes", NOW, SealedPrompt.split(seed));
    }

    private static PromptDocument document(String text) {
        return new PromptDocument(Prompt.of(text), Prompt.of("blurry"), Long.MAX_VALUE);
    }

    private static SealedPrompt seal(PromptDocument document) {
        return PromptSeal.seal(KEYS.sealingKeys(), JOB, "shapes", DEADLINE, document);
    }

    private static PromptDocument open(JobId job, String model, Instant now, SealedPrompt sealed) {
        return PromptSeal.open(KEYS, job, model, now, sealed);
    }

    private static void assertCannotOpen(JobId job, String model, Instant now, SealedPrompt sealed) {
        assertThatExceptionOfType(SealException.class)
                .isThrownBy(() -> open(job, model, now, sealed))
                .withMessage("cannot open")
                .withNoCause();
    }
}
