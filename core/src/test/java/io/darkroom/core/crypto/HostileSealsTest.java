package io.darkroom.core.crypto;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import io.darkroom.core.fuzz.Fuzz;
import io.darkroom.core.job.JobId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever somebody sends as a seal, as what is in it, or as a key is taken or refused. */
class HostileSealsTest {
    private static final Path FOLDER = Path.of("src/test/resources/interop");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String[] HEADER = {
        "{\"p2c\":9999999,",
        "\"zip\":\"DEF\",",
        "\"crit\":[\"exp\"],",
        "\"mdl\":\"shapes\",",
        "\"exp\":1e999999999,",
        "\"exp\":99999999999999999999,",
        "\"epk\":null,",
        "\"epk\":{",
        "\"kty\":\"OKP\",",
        "\"crv\":\"P-521\",",
        "\"alg\":\"dir\",",
        "\"enc\":null,",
        "\"x\":\"AA\",",
        "null",
        "[",
        "[[",
        "{",
        "}",
        "\"",
        "\\u0000",
        "\ud83d\ude00"
    };
    private static final String[] DOCUMENT = {
        "\"prompt\":",
        "\"negative_prompt\":",
        "\"seed\":",
        "\"init_image\":",
        "\"mask\":",
        "\"result_key\":",
        "\"AA==\"",
        "9223372036854775807",
        "1e999999999",
        "-1",
        "{\"kty\":",
        "[",
        "[[",
        "{",
        "}",
        ",",
        "\"",
        "\\ud800",
        "\\u0000",
        "null",
        " ",
        "\ufeff"
    };

    private final OpeningKeys worker = OpeningKeys.read(FOLDER.resolve("worker.jwks.json"));
    private final JobId job;
    private final String seal;

    @TempDir
    Path folder;

    HostileSealsTest() throws IOException {
        JsonMapper json = new JsonMapper();
        job = JobId.parse(json.readTree(FOLDER.resolve("ours.json").toFile())
                        .path("job")
                        .textValue())
                .orElseThrow();
        seal = json.readTree(FOLDER.resolve("jose.json").toFile())
                .path("sealed_prompt")
                .textValue();
    }

    @Test
    void aSeal() {
        Fuzz.ofTexts(seal)
                .words(".", "..", "=", "AAAA", "_-")
                .refusedBy(SealRefused.class)
                .read("seals", octets -> takeApart(new String(octets, UTF_8)));
    }

    @Test
    void theHeaderOfASeal() {
        String rest = seal.substring(seal.indexOf('.'));

        Fuzz.ofTexts(decoded(seal.substring(0, seal.indexOf('.'))))
                .words(HEADER)
                .refusedBy(SealRefused.class)
                .read(
                        "headers of seals",
                        octets -> takeApart(
                                Base64.getUrlEncoder().withoutPadding().encodeToString(octets) + rest));
    }

    private void takeApart(String compact) throws SealRefused {
        ClientSeal taken = ClientSeal.of(compact, job, worker.sealingKeys());
        taken.requireModel("shapes");
        taken.deadline(NOW.plusSeconds(60), NOW);
    }

    private static String decoded(String base64) {
        return new String(Base64.getUrlDecoder().decode(base64), UTF_8);
    }

    @Test
    void aRecordWithItsKeyPart() {
        SealedPrompt sealed = SealedPrompt.split(seal);

        Fuzz.ofTexts(sealed.keyPart() + "\n" + sealed.body())
                .words(".", "..", "\n", "AAAA")
                .refusedBy(SealException.class, PromptRefused.class)
                .read("records", octets -> {
                    String[] parts = new String(octets, ISO_8859_1).split("\n", 2);
                    open(new SealedPrompt(parts[0], parts.length < 2 ? "" : parts[1]));
                });
    }

    /** Sealed as it has to be, but for the header. */
    @Test
    void theHeaderOfARecord() {
        String rest = seal.substring(seal.indexOf('.'));

        Fuzz.ofTexts(decoded(seal.substring(0, seal.indexOf('.'))))
                .words(HEADER)
                .refusedBy(SealException.class, PromptRefused.class)
                .read(
                        "headers of records",
                        octets -> open(SealedPrompt.split(
                                Base64.getUrlEncoder().withoutPadding().encodeToString(octets) + rest)));
    }

    @Test
    void aRecordThatOpensAndHoldsSomethingElse() throws Exception {
        JWEHeader header = new JWEHeader.Builder(JWEAlgorithm.ECDH_ES_A256KW, EncryptionMethod.A256GCM)
                .keyID(worker.sealingKeys().currentKeyId())
                .type(new JOSEObjectType("darkroom-prompt"))
                .customParam("jid", job.toString())
                .ephemeralPublicKey(worker.sealingKeys().agreement().ephemeral())
                .build();
        Agreement agreement = worker.sealingKeys().agreement();

        Fuzz.ofTexts(document())
                .words(DOCUMENT)
                .refusedBy(PromptRefused.class)
                .oneIn(10)
                .read("records that open", octets -> {
                    JWEObject jwe = new JWEObject(header, new Payload(octets));
                    jwe.encrypt(new AgreedEncrypter(agreement));
                    open(SealedPrompt.split(jwe.serialize()));
                });
    }

    private void open(SealedPrompt sealed) {
        PromptSeal.open(worker, job, "shapes", NOW, sealed).close();
    }

    @Test
    void aPromptDocument() {
        Fuzz.ofTexts(document(), "{\"prompt\":\"a fox\"}   ")
                .words(DOCUMENT)
                .refusedBy(IOException.class, IllegalArgumentException.class)
                .read("prompt documents", octets -> PromptJson.read(job, octets).close());
    }

    private static String document() {
        return "{\"prompt\":\"a fox \ud83e\udd8a \\n\",\"negative_prompt\":\"blurry\",\"seed\":9223372036854775807,"
                + "\"init_image\":\"iVBORw0KGgo=\",\"mask\":\"AQID\",\"result_key\":" + RESULT_KEY + "}  ";
    }

    private static final String RESULT_KEY =
            "{\"kty\":\"EC\",\"use\":\"enc\",\"crv\":\"P-256\",\"x\":\"qyzQtoG12csY1phGQptYDm95C9U8VR0ks8ZxE8M6a5o\","
                    + "\"y\":\"AOc--uUBlkE-2C_9aOynOmKwh5tM0MDh1oeWOE3-5gs\",\"alg\":\"ECDH-ES+A256KW\"}";

    @Test
    void aResultKey() {
        Fuzz.ofTexts(RESULT_KEY)
                .words(HEADER)
                .refusedBy(SealRefused.class)
                .read("result keys", octets -> ResultKey.parse(new String(octets, UTF_8)));
    }

    @Test
    void aPaddedPicture() {
        byte[] padded = PicturePadding.pad(new byte[] {1, 2, 3});

        Fuzz.of(List.of(padded))
                .refusedBy(SealException.class)
                .read("padded pictures", octets -> PicturePadding.strip(octets));
    }

    @Test
    void aKeyFile() throws IOException {
        Path file = folder.resolve("keys");

        Fuzz.of(List.of(
                        Files.readAllBytes(FOLDER.resolve("worker.jwks.json")),
                        worker.sealingKeys().toJson().getBytes(UTF_8)))
                .words(HEADER)
                .refusedBy(IOException.class)
                .read("key files", octets -> {
                    Files.write(file, octets);
                    OpeningKeys.read(file);
                });
    }
}
