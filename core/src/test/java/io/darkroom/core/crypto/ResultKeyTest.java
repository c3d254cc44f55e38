package io.darkroom.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.darkroom.core.crypto.SealRefused.Reason;
import io.darkroom.core.job.JobId;
import io.darkroom.core.privacy.PictureBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultKeyTest {
    private static final OpeningKeys CLIENT = OpeningKeys.generate();
    private static final String PUBLIC = CLIENT.sealingKeys().current().toJSONString();

    @Test
    void sealsWhatTheClientAloneOpens() throws Exception {
        JobId job = JobId.random();
        SealingKeys key = ResultKey.parse(PUBLIC).sealingKeys();

        String sealed = PictureSeal.seal(key, job, 0, PictureBytes.takingOver(new byte[] {1, 2, 3}));

        assertThat(PictureSeal.open(CLIENT, job, 0, sealed).revealBytes()).containsExactly(1, 2, 3);
        assertThat(CLIENT.areNamedBy(sealed)).isTrue();
        assertThat(OpeningKeys.generate().areNamedBy(sealed)).isFalse();
    }

    @Test
    void namesAKeyByItsThumbprintWhateverNameItCameWith() throws Exception {
        String named = PUBLIC.replaceFirst("\"kid\":\"[^\"]*\"", "\"kid\":\"another's\"");

        ResultKey key = ResultKey.parse(named);

        assertThat(named).contains("another's");
        assertThat(key.sealingKeys().currentKeyId())
                .isEqualTo(CLIENT.sealingKeys().currentKeyId());
        assertThat(key.toJson()).doesNotContain("another's");
    }

    @Test
    void refusesKeysOfOtherKinds() throws Exception {
        ECKey large = new ECKeyGenerator(Curve.P_384).generate().toPublicJWK();
        String edwards = "{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"hSDwCYkwp1R0i33ctD73Wg2_Og0mOBr066SpjqqbTmo\"}";

        assertThat(refusal(large.toJSONString())).isEqualTo(Reason.RESULT_KEY_KIND);
        assertThat(refusal(edwards)).isEqualTo(Reason.RESULT_KEY_KIND);
        assertThat(refusal("{\"kty\":\"oct\",\"k\":\"AA\"}")).isEqualTo(Reason.RESULT_KEY_KIND);
        assertThat(refusal(PUBLIC.replace("\"enc\"", "\"sig\""))).isEqualTo(Reason.RESULT_KEY_KIND);
        assertThat(refusal(PUBLIC.replace("ECDH-ES+A256KW", "ECDH-ES"))).isEqualTo(Reason.RESULT_KEY_KIND);
    }

    @Test
    void refusesAPrivateKeyAndAPointThatIsNotOnTheCurve() {
        int x = PUBLIC.indexOf("\"x\":\"") + 5;
        String moved = PUBLIC.substring(0, x) + (PUBLIC.charAt(x) == 'A' ? 'B' : 'A') + PUBLIC.substring(x + 1);

        assertThat(refusal(PUBLIC.replace("{", "{\"d\":\"AA\","))).isEqualTo(Reason.RESULT_KEY_PRIVATE);
        assertThat(refusal(moved)).isEqualTo(Reason.RESULT_KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a fox",
                "[]",
                "{}",
                "{\"kty\":7}",
                "{\"kty\":\"EC\",\"crv\":\"P-256\"}",
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"\",\"y\":\"\"}",
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}"
            })
    void refusesWhatIsNoKey(String text) {
        assertThat(refusal(text)).isEqualTo(Reason.RESULT_KEY);
        assertThat(refusal("{" + " ".repeat(2048) + "}")).isEqualTo(Reason.RESULT_KEY);
    }

    private static Reason refusal(String jwk) {
        return catchThrowableOfType(SealRefused.class, () -> ResultKey.parse(jwk))
                .reason();
    }
}
