package io.darkroom.api.rest;

import io.darkroom.api.auth.Caller;
import io.darkroom.api.config.ApiConfig;
import io.darkroom.api.follow.FollowJob;
import io.darkroom.api.problem.ErrorCode;
import io.darkroom.api.problem.ProblemException;
import io.darkroom.api.receipt.IssueReceipt;
import io.darkroom.api.status.DeleteJob;
import io.darkroom.api.status.FindJob;
import io.darkroom.api.status.JobSnapshot;
import io.darkroom.api.submit.IdempotencyKey;
import io.darkroom.api.submit.SubmitJob;
import io.darkroom.core.job.JobId;
import io.darkroom.core.job.JobState;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** {@code /v1/jobs}: submit, look, delete. */
@Path("/v1/jobs")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public class JobResource {
    private static final int MOST_LISTED = 100;

    private final SubmitJob submitJob;
    private final FindJob findJob;
    private final DeleteJob deleteJob;
    private final FollowJob followJob;
    private final IssueReceipt issueReceipt;
    private final JobViews views;
    private final ApiConfig config;
    private final Caller caller;

    /** Translates for these use cases. */
    public JobResource(
            SubmitJob submitJob,
            FindJob findJob,
            DeleteJob deleteJob,
            FollowJob followJob,
            IssueReceipt issueReceipt,
            JobViews views,
            ApiConfig config,
            Caller caller) {
        this.submitJob = submitJob;
        this.findJob = findJob;
        this.deleteJob = deleteJob;
        this.followJob = followJob;
        this.issueReceipt = issueReceipt;
        this.views = views;
        this.config = config;
        this.caller = caller;
    }

    /** Accepts a job; answers 202 once it is on Kafka, or 200 if it was done within {@code Prefer: wait}. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Submit a job")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = JobBody.class)))
    @APIResponse(
            responseCode = "202",
            description = "On the queue",
            content = @Content(schema = @Schema(implementation = JobView.class)))
    @APIResponse(
            responseCode = "200",
            description = "Done within Prefer: wait",
            content = @Content(schema = @Schema(implementation = JobView.class)))
    public Uni<Response> submit(
            byte[] body,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            @HeaderParam("Prefer") @Nullable String prefer) {
        Optional<Duration> patience = PreferWait.of(prefer, config.maxPreferWait());
        return submitted(submit(body, idempotencyKey), patience);
    }

    /** The same under an id that the client chose, which stands for the request as an {@code Idempotency-Key} does. */
    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Submit a job under an id of your own: a random UUID, in lower case. Needed for sealed prompts")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = JobBody.class)))
    @APIResponse(
            responseCode = "202",
            description = "On the queue",
            content = @Content(schema = @Schema(implementation = JobView.class)))
    @APIResponse(
            responseCode = "200",
            description = "Done within Prefer: wait",
            content = @Content(schema = @Schema(implementation = JobView.class)))
    public Uni<Response> put(@PathParam("id") String id, byte[] body, @HeaderParam("Prefer") @Nullable String prefer) {
        Optional<Duration> patience = PreferWait.of(prefer, config.maxPreferWait());
        return submitted(put(id, body), patience);
    }

    private Uni<Response> submitted(JobId job, Optional<Duration> patience) {
        String owner = caller.owner();
        return patience.map(time -> followJob
                        .end(job, time)
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .map(ended -> submitted(ended.map(findJob::current).orElseGet(() -> find(owner, job)), true)))
                .orElseGet(() -> Uni.createFrom().item(submitted(find(owner, job), false)));
    }

    private JobSnapshot find(String owner, JobId job) {
        return findJob.find(owner, job.toString());
    }

    private Response submitted(JobSnapshot job, boolean waited) {
        JobView view = views.of(job);
        boolean done = waited && JobState.ofWireName(view.state()).isFinal();
        return Response.status(done ? Response.Status.OK : Response.Status.ACCEPTED)
                .location(URI.create("/v1/jobs/" + job.id()))
                .entity(view)
                .build();
    }

    private JobId submit(byte[] body, @Nullable String idempotencyKey) {
        try {
            return submitJob.submit(
                    caller.owner(),
                    body,
                    Optional.ofNullable(idempotencyKey).map(key -> IdempotencyKey.of(caller.owner(), key, body)));
        } finally {
            Arrays.fill(body, (byte) 0);
        }
    }

    private JobId put(String id, byte[] body) {
        try {
            JobId job = JobId.parse(id)
                    .orElseThrow(() -> ProblemException.ofField(
                            ErrorCode.INVALID_PARAMETER,
                            "id",
                            "The id must be a UUID of 36 characters, in lower case"));
            return submitJob.put(caller.owner(), job, body);
        } finally {
            Arrays.fill(body, (byte) 0);
        }
    }

    /** Where a job stands. */
    @GET
    @Path("/{id}")
    @Operation(summary = "Look at a job")
    public JobView get(@PathParam("id") String id) {
        return views.of(findJob.find(caller.owner(), id));
    }

    /** The caller's jobs, latest first. */
    @GET
    @Operation(summary = "List the latest jobs")
    public JobList list(@QueryParam("limit") @DefaultValue("20") String limit) {
        return new JobList(findJob.latest(caller.owner(), limit(limit)).stream()
                .map(views::of)
                .toList());
    }

    private static int limit(String text) {
        if (!text.matches("\\d{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST_LISTED) {
            throw ProblemException.ofField(
                    ErrorCode.INVALID_PARAMETER, "limit", "\"limit\" must be from 1 to " + MOST_LISTED);
        }
        return Integer.parseInt(text);
    }

    /** Cancels a job and erases everything of it before it answers; with a receipt for who asks for {@code application/jose}. */
    @DELETE
    @Path("/{id}")
    @Produces({MediaType.APPLICATION_JSON, ReceiptResource.JOSE})
    @Operation(summary = "Cancel a job and erase everything of it")
    @APIResponse(responseCode = "204", description = "Gone")
    @APIResponse(
            responseCode = "200",
            description = "Gone; to Accept: application/jose, with the deletion receipt",
            content = @Content(mediaType = ReceiptResource.JOSE, schema = @Schema(type = SchemaType.STRING)))
    public Response delete(@PathParam("id") String id, @HeaderParam(HttpHeaders.ACCEPT) @Nullable String accept) {
        deleteJob.delete(caller.owner(), id);
        return accept != null && accept.contains(ReceiptResource.JOSE)
                ? ReceiptResource.signed(issueReceipt.afterDeletion(caller.owner(), id))
                : Response.noContent().build();
    }
}
