package io.darkroom.local.audit.job;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.darkroom.local.LocalFailure;
import java.io.UncheckedIOException;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Seals as docs/formats.md says, with a JOSE library and nothing of ours: an audit that used what it audits would share its
 * mistakes.
 */
final class OwnSeal {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int STEP = 256;

    private final ECKey workers;
    private final ECKey own;

    private OwnSeal(ECKey workers, ECKey own) {
        this.workers = workers;
        this.own = own;
    }

    /** Seals to the first key of this JWKS that is for sealing, and has a key of its own for what comes back. */
    static OwnSeal to(String jwks) {
        try {
            ECKey workers = JWKSet.parse(jwks).getKeys().stream()
                    .filter(key -> key instanceof ECKey && !KeyUse.SIGNATURE.equals(key.getKeyUse()))
                    .map(ECKey.class::cast)
                    .findFirst()
                    .orElseThrow(() -> new LocalFailure("GET /v1/keys has no key to seal to"));
            return new OwnSeal(
                    workers,
                    new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate());
        } catch (ParseException | JOSEException e) {
            throw new LocalFailure("GET /v1/keys is no JWKS", e);
        }
    }

    /** Seals {@code document}, with the own key in it, for {@code job}. */
    String seal(String job, Map<String, ?> document) {
        Map<String, Object> all = new TreeMap<>(document);
        all.put("result_key", own.toPublicJWK().toJSONObject());
        try {
            return seal(job, JSON.writeValueAsString(all));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Seals any text for {@code job}. */
    String seal(String job, String text) {
        byte[] octets = text.getBytes(UTF_8);
        byte[] padded = Arrays.copyOf(octets, (octets.length + STEP - 1) / STEP * STEP);
        Arrays.fill(padded, octets.length, padded.length, (byte) ' ');
        JWEHeader header = new JWEHeader.Builder(JWEAlgorithm.ECDH_ES_A256KW, EncryptionMethod.A256GCM)
                .keyID(workers.getKeyID())
                .type(new JOSEObjectType("darkroom-prompt"))
                .customParam("jid", job)
                .build();
        try {
            JWEObject jwe = new JWEObject(header, new Payload(padded));
            jwe.encrypt(new ECDHEncrypter(workers));
            return jwe.serialize();
        } catch (JOSEException e) {
            throw new LocalFailure("cannot seal", e);
        }
    }

    /** The picture file in what came back. */
    byte[] open(byte[] compact) {
        try {
            JWEObject jwe = JWEObject.parse(new String(compact, UTF_8));
            jwe.decrypt(new ECDHDecrypter(own));
            byte[] padded = jwe.getPayload().toBytes();
            int end = padded.length;
            while (padded[end - 1] == 0) {
                end--;
            }
            return Arrays.copyOf(padded, end - 1);
        } catch (ParseException | JOSEException e) {
            throw new LocalFailure("a picture came back in another seal than the client's own", e);
        }
    }
}
