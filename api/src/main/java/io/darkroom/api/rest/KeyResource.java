package io.darkroom.api.rest;

import io.darkroom.api.config.Keys;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code /v1/keys}: the workers' public keys as a JWKS (RFC 7517), the current one first. */
@Path("/v1/keys")
@Blocking
public class KeyResource {
    private final Keys keys;

    /** Translates for this service's keys. */
    public KeyResource(Keys keys) {
        this.keys = keys;
    }

    /** The keys to seal prompts to. */
    @GET
    @Produces("application/jwk-set+json")
    @Operation(summary = "The workers' public keys (JWKS)")
    public Response list() {
        return Response.ok(keys.prompts().toJson())
                .header(HttpHeaders.CACHE_CONTROL, "max-age=300")
                .build();
    }
}
