package io.darkroom.api.rest;

import io.darkroom.api.auth.Caller;
import io.darkroom.api.follow.FollowJob;
import io.darkroom.api.status.FindJob;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code /v1/jobs/{id}/events}: what happens to a job, as it happens. */
@Path("/v1/jobs/{id}/events")
@Blocking
public class EventResource {
    private final FindJob findJob;
    private final FollowJob followJob;
    private final JobEvents events;
    private final Caller caller;

    /** Translates for these use cases. */
    public EventResource(FindJob findJob, FollowJob followJob, JobEvents events, Caller caller) {
        this.findJob = findJob;
        this.followJob = followJob;
        this.events = events;
        this.caller = caller;
    }

    /** Server-sent events {@code state}, {@code progress}, {@code image} and, last, {@code end}. */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(summary = "Follow a job: events state, progress, image, and end")
    public Multi<OutboundSseEvent> follow(@PathParam("id") String id, @Context Sse sse) {
        return followJob.follow(findJob.find(caller.owner(), id).id()).map(news -> events.of(news, sse));
    }
}
