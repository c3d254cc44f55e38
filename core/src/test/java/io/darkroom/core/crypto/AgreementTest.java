package io.darkroom.core.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import io.darkroom.core.job.JobId;
import java.text.ParseException;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Agreements serve several seals, each of which is as separate from the others as before. */
class AgreementTest {
    private static final JobId JOB = JobId.random();
    private static final String TYPE = "darkroom-test";

    private final OpeningKeys keys = OpeningKeys.generate();
    private final ECKey recipient = keys.byId(keys.sealingKeys().currentKeyId()).orElseThrow();
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final SealingAgreements agreements = new SealingAgreements(recipient.toPublicJWK(), now::get);

    @Test
    void oneServesASecondFromItsFirstSealOn() {
        Agreement first = agreements.current();
        now.addAndGet(SealingAgreements.LIFE.toNanos() - 1);
        assertThat(agreements.current()).isSameAs(first);

        now.incrementAndGet();

        Agreement second = agreements.current();
        assertThat(second.ephemeral()).isNotEqualTo(first.ephemeral());
        assertThat(second.secret()).isNotEqualTo(first.secret());
        now.addAndGet(SealingAgreements.LIFE.toNanos());
        assertThat(agreements.current().secret()).as("made ahead").isNotEqualTo(second.secret());
    }

    @Test
    void bothSidesAgree() throws Exception {
        Agreement sender = agreements.current();

        assertThat(new OpeningAgreements().with(sender.ephemeral(), recipient).secret())
                .isEqualTo(sender.secret());
    }

    @Test
    void theRecipientForgetsTheOldest() throws Exception {
        OpeningAgreements opening = new OpeningAgreements();
        Agreement first = opening.with(Agreement.withNewKey(recipient).ephemeral(), recipient);
        assertThat(opening.with(first.ephemeral(), recipient)).isSameAs(first);

        for (int i = 0; i < 300; i++) {
            opening.with(Agreement.withNewKey(recipient).ephemeral(), recipient);
        }

        assertThat(opening.with(first.ephemeral(), recipient)).isNotSameAs(first);
    }

    @Test
    void whoIsInterruptedWhileAnotherFindsItOutAgreesAloneAndStaysInterrupted() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        OpeningAgreements opening = new OpeningAgreements((ephemeral, own) -> {
            if (asked.getAndIncrement() == 0) {
                begun.countDown();
                awaitThat(over);
            }
            return Agreement.of(ephemeral, own);
        });
        Agreement sender = agreements.current();
        CompletableFuture<Void> first = CompletableFuture.runAsync(() -> with(opening, sender));
        begun.await();

        Thread.currentThread().interrupt();
        Agreement second = with(opening, sender);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(second.secret()).isEqualTo(sender.secret());
        over.countDown();
        first.join();
    }

    private Agreement with(OpeningAgreements opening, Agreement sender) {
        try {
            return opening.with(sender.ephemeral(), recipient);
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static void awaitThat(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void sealsOfOneAgreementShareNeitherContentKeyNorVector() {
        String[] one = sealed("a").split("\\.");
        String[] other = sealed("a").split("\\.");

        assertThat(header(one).getEphemeralPublicKey()).isEqualTo(header(other).getEphemeralPublicKey());
        assertThat(one[1]).isNotEqualTo(other[1]);
        assertThat(one[2]).isNotEqualTo(other[2]);
        assertThatExceptionOfType(SealException.class)
                .as("the key part of another seal of the same agreement")
                .isThrownBy(() -> Jwe.open(
                        keys, TYPE, JOB, one[0] + "." + other[1] + "." + one[2] + "." + one[3] + "." + one[4]));
    }

    @Test
    void theLibrarysOwnDecrypterOpensIt() throws Exception {
        JWEObject jwe = JWEObject.parse(sealed("a fox"));

        jwe.decrypt(new ECDHDecrypter(recipient));

        assertThat(jwe.getPayload().toString()).isEqualTo("a fox");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AQ\",\"y\":\"AQ\"}",
                "{\"kty\":\"EC\",\"crv\":\"P-384\",\"x\":\"AQ\",\"y\":\"AQ\"}",
                "{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"AQ\"}",
                "{}",
                "7"
            })
    void aPointThatIsNotOnTheCurveOpensNothing(String epk) {
        String[] parts = sealed("a").split("\\.");
        String mine = new String(Base64.getUrlDecoder().decode(parts[0]), UTF_8);
        String theirs = mine.replaceFirst("\"epk\":\\{[^}]*}", "\"epk\":" + epk);
        assertThat(theirs).isNotEqualTo(mine);
        parts[0] = Base64.getUrlEncoder().withoutPadding().encodeToString(theirs.getBytes(UTF_8));

        assertThatExceptionOfType(SealException.class)
                .isThrownBy(() -> Jwe.open(keys, TYPE, JOB, String.join(".", parts)));
    }

    @Test
    void aHeaderThatAsksForMoreThanWeKnowOpensNothing() throws Exception {
        assertThat(Jwe.open(keys, TYPE, JOB, byTheLibrary(Set.of())).plaintext())
                .isEqualTo("a".getBytes(UTF_8));

        String demanding = byTheLibrary(Set.of("exp"));

        assertThatExceptionOfType(SealException.class).isThrownBy(() -> Jwe.open(keys, TYPE, JOB, demanding));
    }

    private String byTheLibrary(Set<String> critical) throws Exception {
        JWEHeader.Builder header = new JWEHeader.Builder(JWEAlgorithm.ECDH_ES_A256KW, EncryptionMethod.A256GCM)
                .keyID(recipient.getKeyID())
                .type(new JOSEObjectType(TYPE))
                .customParam("jid", JOB.toString())
                .customParam("exp", 1);
        if (!critical.isEmpty()) {
            header.criticalParams(critical);
        }
        JWEObject jwe = new JWEObject(header.build(), new Payload("a"));
        jwe.encrypt(new ECDHEncrypter(recipient));
        return jwe.serialize();
    }

    private String sealed(String text) {
        return Jwe.seal(keys.sealingKeys(), TYPE, JOB, Map.of(), text.getBytes(UTF_8));
    }

    private static JWEHeader header(String[] parts) {
        try {
            return JWEHeader.parse(new Base64URL(parts[0]));
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }
}
