package io.darkroom.api.rest;

import io.darkroom.api.auth.Caller;
import io.darkroom.api.receipt.IssueReceipt;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code /v1/jobs/{id}/receipt}: what was held of a job that has ended, and what became of it. */
@Path("/v1/jobs/{id}/receipt")
@Blocking
public class ReceiptResource {
    static final String JOSE = "application/jose";

    private final IssueReceipt issueReceipt;
    private final Caller caller;

    /** Translates for this use case. */
    public ReceiptResource(IssueReceipt issueReceipt, Caller caller) {
        this.issueReceipt = issueReceipt;
        this.caller = caller;
    }

    /** The receipt as it is now, for as long as the job is remembered. */
    @GET
    @Produces(JOSE)
    @Operation(summary = "Get a signed statement of what was held of an ended job, and what became of it")
    @APIResponse(
            responseCode = "200",
            description = "A compact JWS, to be verified with a key of /v1/keys whose use is sig",
            content = @Content(mediaType = JOSE, schema = @Schema(type = SchemaType.STRING)))
    public Response get(@PathParam("id") String id) {
        return signed(issueReceipt.issue(caller.owner(), id));
    }

    static Response signed(String receipt) {
        return Response.ok(receipt, JOSE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
