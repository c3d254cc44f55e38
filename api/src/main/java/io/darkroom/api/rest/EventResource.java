package io.darkroom.api.rest;

import io.darkroom.api.auth.Caller;
import io.darkroom.api.config.ApiConfig;
import io.darkroom.api.follow.Bookmark;
import io.darkroom.api.follow.FollowJob;
import io.darkroom.api.status.FindJob;
import io.darkroom.core.job.JobId;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** {@code /v1/jobs/{id}/events}: what happens to a job, as it happens. */
@Path("/v1/jobs/{id}/events")
@Blocking
public class EventResource {
    private final FindJob findJob;
    private final FollowJob followJob;
    private final JobEvents events;
    private final Caller caller;
    private final ApiConfig config;
    private final Clock clock;

    /** Translates for these use cases. */
    public EventResource(
            FindJob findJob, FollowJob followJob, JobEvents events, Caller caller, ApiConfig config, Clock clock) {
        this.findJob = findJob;
        this.followJob = followJob;
        this.events = events;
        this.caller = caller;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Server-sent events {@code state}, {@code progress}, {@code image} and, last, {@code end}; {@code reconnect} when this server
     * stops. With the id of the last event in {@code Last-Event-ID} it goes on after that one, and answers 204 after the end,
     * which tells an {@code EventSource} to stay away. An id that is none of a job's story is passed over.
     */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(summary = "Follow a job: events state, progress, image, and end")
    public void follow(
            @PathParam("id") String id,
            @HeaderParam("Last-Event-ID") @Nullable String lastEventId,
            @Context SseEventSink sink,
            @Context Sse sse,
            @Context HttpServerRequest request) {
        JobId job = findJob.find(caller.owner(), id).id();
        Bookmark bookmark = Bookmark.parse(lastEventId);
        if (bookmark.ended()) {
            throw new WebApplicationException(Response.noContent().build());
        }
        HttpServerResponse response = request.response();
        // Proxies are not to keep events back.
        response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store").putHeader("X-Accel-Buffering", "no");
        EventStream stream = new EventStream(job, sse, sink, events, config.readerPatience(), response::reset, clock);
        stream.open();
        followJob.follow(job, bookmark, stream);
    }
}
