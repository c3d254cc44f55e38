package io.darkroom.api.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.darkroom.api.config.Keys;
import io.darkroom.core.wire.Retention;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * {@code /v1/keys}: a JWKS (RFC 7517) of the workers' public keys, the current one first, then the next, and after them those that
 * verify receipts; {@code use} tells them apart.
 */
@Path("/v1/keys")
@Blocking
public class KeyResource {
    private final Keys keys;

    /** Translates for this service's keys. */
    public KeyResource(Keys keys) {
        this.keys = keys;
    }

    /** The keys to seal prompts to, and to verify receipts with. */
    @GET
    @Produces("application/jwk-set+json")
    @Operation(summary = "The workers' public keys (JWKS): seal to the first; after them those that verify receipts")
    public Response list(@Context Request request) {
        String set = keys.receipts().verifyingKeys().toJsonAfter(keys.prompts());
        EntityTag tag = new EntityTag(digest(set));
        Response.ResponseBuilder notModified = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer = notModified != null ? notModified : Response.ok(set);
        return answer.tag(tag).cacheControl(cached()).build();
    }

    private static CacheControl cached() {
        CacheControl cached = new CacheControl();
        cached.setMaxAge((int) Retention.PUBLISHED_KEYS.toSeconds());
        cached.setNoTransform(false);
        return cached;
    }

    private static String digest(String set) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(set.getBytes(UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this Java has no SHA-256");
        }
    }
}
