package io.darkroom.api.rest;

import io.darkroom.api.auth.Caller;
import io.darkroom.api.result.DeliveredPicture;
import io.darkroom.api.result.ReadPicture;
import io.smallrye.common.annotation.Blocking;
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

    private final ReadPicture readPicture;
    private final Caller caller;

    /** Translates for this use case. */
    public ImageResource(ReadPicture readPicture, Caller caller) {
        this.readPicture = readPicture;
        this.caller = caller;
    }

    /** The picture; with {@code delivery=once} this erases it. */
    @GET
    @Produces(PNG)
    @Operation(summary = "Read a picture")
    @APIResponse(
            responseCode = "200",
            description = "The picture; its seed is in Darkroom-Seed",
            content =
                    @Content(
                            mediaType = PNG,
                            schema =
                                    @Schema(
                                            type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING,
                                            format = "binary")))
    public Response get(@PathParam("id") String id, @PathParam("number") int number) {
        DeliveredPicture picture = readPicture.read(caller.owner(), id, number);
        Response.ResponseBuilder response =
                uncached().entity(picture.picture().revealBytes()).type(PNG);
        picture.seed().ifPresent(seed -> response.header("Darkroom-Seed", seed));
        return response.build();
    }

    /** Whether the picture can be read; of its own, since a HEAD answered by GET would erase what it looks at. */
    @HEAD
    @Operation(summary = "Ask whether a picture can be read")
    public Response head(@PathParam("id") String id, @PathParam("number") int number) {
        readPicture.check(caller.owner(), id, number);
        return uncached().type(PNG).build();
    }

    private static Response.ResponseBuilder uncached() {
        return Response.ok().header(HttpHeaders.CACHE_CONTROL, "no-store").header("X-Content-Type-Options", "nosniff");
    }
}
