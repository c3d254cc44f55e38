package io.darkroom.core.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.darkroom.core.crypto.SealRefused.Reason;
import io.darkroom.core.job.JobId;
import io.darkroom.core.privacy.Prompt;
import io.darkroom.core.privacy.PromptDocument;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientSealTest {
    private static final OpeningKeys KEYS = OpeningKeys.generate();
    private static final JobId JOB = JobId.random();
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant END = NOW.plusSeconds(60);
    private static final String WHOLE = PromptSeal.seal(
                    KEYS.sealingKeys(), JOB, "shapes", END, new PromptDocument(Prompt.of("a fox"), Prompt.empty(), 7))
            .join();

    @Test
    void takesASealApartThatOpensOnceItsPartsAreTogether() throws Exception {
        ClientSeal seal = ClientSeal.of(WHOLE, JOB, KEYS.sealingKeys());

        PromptDocument opened = PromptSeal.open(KEYS, JOB, "shapes", NOW, seal.parts());
        assertThat(opened.prompt().revealPlaintext()).isEqualTo("a fox");
        assertThat(seal.parts().body()).doesNotContain(seal.parts().keyPart());
    }

    /** In the header, ~ stands for a quotation mark. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
            ~alg~:~ECDH-ES+A256KW~ | ~alg~:~ECDH-ES~                   | ALGORITHM
            ~alg~:~ECDH-ES+A256KW~ | ~alg~:~dir~                       | ALGORITHM
            ~alg~:~ECDH-ES+A256KW~ | ~alg~:[~ECDH-ES+A256KW~]          | ALGORITHM
            ~alg~:~ECDH-ES+A256KW~ | ~alg~:~PBES2-HS256+A128KW~,~p2c~:9999999 | PASSWORD
            ~enc~:~A256GCM~        | ~enc~:~A128GCM~                   | METHOD
            ~enc~:~A256GCM~        | ~enc~:~A256CBC-HS512~             | METHOD
            ~enc~:~A256GCM~        | ~enc~:~A256GCM~,~zip~:~DEF~       | COMPRESSED
            ~enc~:~A256GCM~        | ~enc~:~A256GCM~,~zip~:null        | COMPRESSED
            ~enc~:~A256GCM~        | ~enc~:~A256GCM~,~crit~:[~exp~]    | UNKNOWN_MEMBER
            ~enc~:~A256GCM~        | ~enc~:~A256GCM~,~prompt~:~a fox~  | UNKNOWN_MEMBER
            ~enc~:~A256GCM~        | ~enc~:~A256GCM~,~enc~:~A256GCM~   | NOT_A_JWE
            ~typ~:~darkroom-prompt~ | ~typ~:~darkroom-picture~         | TYPE
            ~typ~:~darkroom-prompt~ | ~typ~:null                       | TYPE
            ~jid~:~                | ~jid~:~0                          | JOB
            ~kid~:~                | ~kid~:~0                          | KEY_ID
            ~kid~:~                | ~kid~:null,~apu~:~                | KEY_ID
            ~crv~:~P-256~          | ~crv~:~P-384~                     | EPHEMERAL_KEY
            ~crv~:~P-256~          | ~crv~:~P-256~,~d~:~AA~            | EPHEMERAL_KEY
            ~x~:~                  | ~x~:~A                            | EPHEMERAL_KEY
            ~epk~:                 | ~apu~:~AA~,~apv~:                 | EPHEMERAL_KEY
            ~mdl~:~shapes~         | ~mdl~:7                           | MODEL
            ~exp~:                 | ~exp~:1.5,~apv~:                  | DEADLINE
            ~exp~:                 | ~exp~:-1,~apv~:                   | DEADLINE
            ~exp~:                 | ~exp~:99999999999999999999,~apv~: | DEADLINE
            """)
    void saysWhatIsWrongWithAHeader(String part, String instead, Reason reason) {
        String header = decoded(WHOLE);
        String changed = header.replace(part.replace('~', '"'), instead.replace('~', '"'));
        assertThat(changed).isNotEqualTo(header);

        assertThat(refusal(withHeader(changed))).isEqualTo(reason);
    }

    @Test
    void refusesAPointThatIsNotOnTheCurve() {
        String header = decoded(WHOLE);
        int y = header.indexOf("\"y\":\"") + 5;
        String moved = header.substring(0, y) + (header.charAt(y) == 'A' ? 'B' : 'A') + header.substring(y + 1);

        assertThat(refusal(withHeader(moved))).isEqualTo(Reason.EPHEMERAL_KEY);
    }

    @Test
    void refusesWhatIsNoCompactJwe() {
        String[] parts = WHOLE.split("\\.", -1);

        assertThat(refusal("")).isEqualTo(Reason.NOT_A_JWE);
        assertThat(refusal("a fox")).isEqualTo(Reason.NOT_A_JWE);
        assertThat(refusal(WHOLE + ".")).isEqualTo(Reason.NOT_A_JWE);
        assertThat(refusal(WHOLE + "=")).isEqualTo(Reason.NOT_A_JWE);
        assertThat(refusal("W10" + WHOLE.substring(WHOLE.indexOf('.')))).isEqualTo(Reason.NOT_A_JWE);
        assertThat(refusal("_w" + WHOLE.substring(WHOLE.indexOf('.')))).isEqualTo(Reason.NOT_A_JWE);
        for (int part = 1; part < parts.length; part++) {
            String[] shorter = parts.clone();
            shorter[part] = "";
            assertThat(refusal(String.join(".", shorter))).isEqualTo(Reason.NOT_A_JWE);
        }
    }

    @Test
    void refusesAHeaderThatIsLargerThanAnyThatIsNeeded() {
        String spaces = " ".repeat(ClientSeal.LONGEST_HEADER);

        assertThat(refusal(withHeader(decoded(WHOLE) + spaces))).isEqualTo(Reason.HEADER_TOO_LARGE);
    }

    @Test
    void refusesAPlaintextThatIsNotPadded() {
        String[] parts = WHOLE.split("\\.", -1);
        parts[3] = parts[3].substring(4);

        assertThat(refusal(String.join(".", parts))).isEqualTo(Reason.UNPADDED);
    }

    @Test
    void refusesAnotherJobAndAnotherKey() {
        assertThat(refused(() -> ClientSeal.of(WHOLE, JobId.random(), KEYS.sealingKeys())))
                .isEqualTo(Reason.JOB);
        assertThat(refused(
                        () -> ClientSeal.of(WHOLE, JOB, OpeningKeys.generate().sealingKeys())))
                .isEqualTo(Reason.KEY_ID);
    }

    @Test
    void holdsTheJobToTheModelAndTheTimeThatTheClientSet() throws Exception {
        ClientSeal seal = ClientSeal.of(WHOLE, JOB, KEYS.sealingKeys());

        seal.requireModel("shapes");
        assertThat(refused(() -> seal.requireModel("other"))).isEqualTo(Reason.MODEL);
        assertThat(seal.deadline(END.plusSeconds(1), NOW)).isEqualTo(END);
        assertThat(seal.deadline(END.minusSeconds(1), NOW)).isEqualTo(END.minusSeconds(1));
        assertThat(refused(() -> seal.deadline(END.plusSeconds(9), END))).isEqualTo(Reason.EXPIRED);
    }

    private static String decoded(String compact) {
        return new String(Base64.getUrlDecoder().decode(compact.substring(0, compact.indexOf('.'))), UTF_8);
    }

    private static String withHeader(String header) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(UTF_8))
                + WHOLE.substring(WHOLE.indexOf('.'));
    }

    private static Reason refusal(String compact) {
        return refused(() -> ClientSeal.of(compact, JOB, KEYS.sealingKeys()));
    }

    private static Reason refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(SealRefused.class, call).reason();
    }
}
