package io.darkroom.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.darkroom.e2e.system.Answer;
import io.darkroom.e2e.system.Client;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** A caller who seals its prompts by itself and opens its pictures by itself, with nothing of ours but the format. */
final class SealingClient {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int STEP = 256;

    private final Client client;
    private final ECKey worker;
    private final ECKey own;

    /** Fetches the workers' key, and makes one of its own. */
    SealingClient(Client client) {
        this.client = client;
        try {
            worker =
                    JWKSet.parse(client.get("/v1/keys").text()).getKeys().get(0).toECKey();
            own = new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A new id. */
    static String id() {
        return UUID.randomUUID().toString();
    }

    /** The key that its pictures are to be sealed to. */
    Map<String, Object> resultKey() {
        return own.toPublicJWK().toJSONObject();
    }

    /** The same with its private half. */
    Map<String, Object> privateKey() {
        return own.toJSONObject();
    }

    /** The key that prompts are sealed to. */
    Map<String, Object> workersKey() {
        return worker.toJSONObject();
    }

    /** {@code document} as text, and the result key in it. */
    String withResultKey(Map<String, ?> document) {
        Map<String, Object> all = new TreeMap<>(document);
        all.put("result_key", resultKey());
        return text(all);
    }

    /** Seals {@code document} for the job {@code id}. */
    String seal(String id, String document) {
        return seal(header(id).build(), document.getBytes(UTF_8));
    }

    /** A header as it has to be. */
    JWEHeader.Builder header(String id) {
        return new JWEHeader.Builder(JWEAlgorithm.ECDH_ES_A256KW, EncryptionMethod.A256GCM)
                .keyID(worker.getKeyID())
                .type(new JOSEObjectType("darkroom-prompt"))
                .customParam("jid", id);
    }

    /** Seals with any header, padded. */
    String seal(JWEHeader header, byte[] document) {
        try {
            JWEObject jwe = new JWEObject(header, new Payload(padded(document)));
            jwe.encrypt(new ECDHEncrypter(worker));
            return jwe.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A document, and spaces after it. */
    static byte[] padded(byte[] document) {
        byte[] padded = Arrays.copyOf(document, (document.length + STEP - 1) / STEP * STEP);
        Arrays.fill(padded, document.length, padded.length, (byte) ' ');
        return padded;
    }

    /** Puts a job with these fields in clear. */
    Answer put(String id, String sealed, Object... fields) {
        Map<String, Object> job = new TreeMap<>(Map.of("sealed", sealed));
        for (int i = 0; i < fields.length; i += 2) {
            job.put(fields[i].toString(), fields[i + 1]);
        }
        return client.put("/v1/jobs/" + id, job);
    }

    /** Puts such a job and waits until it has its pictures; returns its id. */
    String drawn(Map<String, ?> document, Object... fields) {
        String id = id();
        Answer answer = put(id, seal(id, withResultKey(document)), fields);
        assertThat(answer.status()).as("%s", answer).isEqualTo(202);
        assertThat(client.ended(id).path("state").asText()).isEqualTo("succeeded");
        return id;
    }

    /** A picture that must be there, sealed; what it says in its header is checked. */
    byte[] picture(String id, int number) {
        Answer answer = client.picture(id, number);
        assertThat(answer.header("Content-Type")).contains("application/jose");
        JWEObject jwe = open(answer.text());
        assertThat(jwe.getHeader().getType().getType()).isEqualTo("darkroom-picture");
        assertThat(jwe.getHeader().getKeyID()).isEqualTo(own.getKeyID());
        assertThat(jwe.getHeader().getCustomParams())
                .containsEntry("jid", id)
                .containsEntry("img", (long) number)
                .containsEntry("pad", "7816-4");
        return stripped(jwe.getPayload().toBytes());
    }

    /** A picture file without what was put after it. */
    static byte[] stripped(byte[] padded) {
        int end = padded.length;
        while (padded[end - 1] == 0) {
            end--;
        }
        assertThat(padded[end - 1]).isEqualTo((byte) 0x80);
        return Arrays.copyOf(padded, end - 1);
    }

    /** The seed in a sealed seed. */
    long seed(String id, String sealed) {
        JWEObject jwe = open(sealed);
        assertThat(jwe.getHeader().getType().getType()).isEqualTo("darkroom-seed");
        assertThat(jwe.getHeader().getCustomParam("jid")).isEqualTo(id);
        return ByteBuffer.wrap(jwe.getPayload().toBytes()).getLong();
    }

    private JWEObject open(String compact) {
        try {
            JWEObject jwe = JWEObject.parse(compact);
            jwe.decrypt(new ECDHDecrypter(own));
            return jwe;
        } catch (ParseException | JOSEException e) {
            throw new AssertionError("does not open", e);
        }
    }

    private static String text(Map<String, ?> document) {
        try {
            return JSON.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
