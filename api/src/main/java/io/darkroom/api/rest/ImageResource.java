package io.darkroom.api.rest;

import io.darkroom.api.auth.Caller;
import io.darkroom.api.result.DeliveredPicture;
import io.darkroom.api.result.ErasePicture;
import io.darkroom.api.result.ReadPicture;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code /v1/jobs/{id}/images/{n}}: the pictures. */
@Path("/v1/jobs/{id}/images/{number: [0-9]{1,4}}")
@Blocking
public class ImageResource {
    private static final String PNG = "image/png";
    private static final String JOSE = "application/jose";

    private final ReadPicture readPicture;
    private final ErasePicture erasePicture;
    private final Caller caller;

    /** Translates for these use cases. */
    public ImageResource(ReadPicture readPicture, ErasePicture erasePicture, Caller caller) {
        this.readPicture = readPicture;
        this.erasePicture = erasePicture;
        this.caller = caller;
    }

    /** The picture; with {@code delivery=once} it is erased when it has been sent whole, and is nobody else's meanwhile. */
    @GET
    @Produces({PNG, JOSE})
    @Operation(summary = "Read a picture")
    @APIResponse(
            responseCode = "200",
            description =
                    "The picture; its seed is in Darkroom-Seed. Of a job with a result key: a compact JWE to that key,"
                            + " and in Darkroom-Sealed-Seed another with the seed",
            content = {
                @Content(
                        mediaType = PNG,
                        schema =
                                @Schema(
                                        type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING,
                                        format = "binary")),
                @Content(
                        mediaType = JOSE,
                        schema = @Schema(type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING))
            })
    public Response get(@PathParam("id") String id, @PathParam("number") int number) {
        DeliveredPicture picture = readPicture.read(caller.owner(), id, number);
        Response.ResponseBuilder response = uncached().entity(picture).type(picture.sealed() ? JOSE : PNG);
        picture.seed().ifPresent(seed -> response.header("Darkroom-Seed", seed));
        picture.sealedSeed().ifPresent(seed -> response.header("Darkroom-Sealed-Seed", seed));
        return response.build();
    }

    /** Whether the picture can be read; of its own, since a HEAD answered by GET would erase what it looks at. */
    @HEAD
    @Operation(summary = "Ask whether a picture can be read")
    public Response head(@PathParam("id") String id, @PathParam("number") int number) {
        boolean sealed = readPicture.check(caller.owner(), id, number);
        return uncached().type(sealed ? JOSE : PNG).build();
    }

    /** Erases the picture wherever it is; the acknowledgement of a caller who has it safely. */
    @DELETE
    @Operation(summary = "Erase a picture")
    @APIResponse(responseCode = "204", description = "Gone")
    public void delete(@PathParam("id") String id, @PathParam("number") int number) {
        erasePicture.erase(caller.owner(), id, number);
    }

    private static Response.ResponseBuilder uncached() {
        return Response.ok().header(HttpHeaders.CACHE_CONTROL, "no-store").header("X-Content-Type-Options", "nosniff");
    }
}
