package io.darkroom.api.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A job as its owner sees it. Never the prompt, never the seed. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "JobStatus")
record JobView(
        @JsonProperty("id") String id,
        @JsonProperty("state") String state,
        @JsonProperty("model") String model,
        @JsonProperty("width") int width,
        @JsonProperty("height") int height,
        @JsonProperty("steps") int steps,
        @JsonProperty("guidance_scale") float guidanceScale,
        @JsonProperty("scheduler") String scheduler,
        @JsonProperty("images") int images,
        @JsonProperty("images_done") int imagesDone,
        @JsonProperty("lane") String lane,
        @JsonProperty("retain") boolean retain,
        @JsonProperty("delivery") String delivery,
        @JsonProperty("attempt") int attempt,
        @JsonProperty("progress") @Nullable Progress progress,
        @JsonProperty("error") @Nullable Failure error,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("deadline_at") Instant deadlineAt,
        @JsonProperty("expires_at") Instant expiresAt,

        @JsonProperty("waiting_for_worker")
        @Schema(
                description = "Always true where it is there: the job waits, and no live worker serves its model."
                        + " It is drawn if one comes before the deadline")
        @Nullable
        Boolean waitingForWorker,

        @JsonProperty("queue_position") @Nullable Long queuePosition,
        @JsonProperty("eta_seconds") @Nullable Double etaSeconds,
        @JsonProperty("links") Links links) {

    /** U-Net calls done, of how many. */
    @Schema(name = "Progress")
    record Progress(
            @JsonProperty("step") int step,
            @JsonProperty("steps") int steps) {}

    /** Why it failed. */
    @Schema(name = "Failure")
    record Failure(@JsonProperty("code") String code) {}

    /** Where to go on. */
    @Schema(name = "Links")
    record Links(
            @JsonProperty("self") String self,
            @JsonProperty("events") String events,
            @JsonProperty("images") List<String> images) {}
}
