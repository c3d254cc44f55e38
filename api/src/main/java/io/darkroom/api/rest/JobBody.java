package io.darkroom.api.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.darkroom.core.privacy.Prompt;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of {@code POST /v1/jobs} as OpenAPI describes it; {@code submit.JobRequest} reads it. */
@Schema(name = "Job", additionalProperties = Schema.False.class)
interface JobBody {
    @Schema(required = true, minLength = 1, maxLength = Prompt.MAX_LENGTH, description = "What to draw.")
    @JsonProperty("prompt")
    String prompt();

    @Schema(maxLength = Prompt.MAX_LENGTH, description = "What to keep away from.", nullable = true)
    @JsonProperty("negative_prompt")
    String negativePrompt();

    @Schema(description = "One of GET /v1/models; the first of them if left out.", nullable = true)
    @JsonProperty("model")
    String model();

    @Schema(
            description = "In pixels: a multiple of the model's size_factor between its min_side and max_side.",
            nullable = true)
    @JsonProperty("width")
    Integer width();

    @Schema(
            description = "In pixels: a multiple of the model's size_factor between its min_side and max_side.",
            nullable = true)
    @JsonProperty("height")
    Integer height();

    @Schema(minimum = "1", description = "Steps of the scheduler, at most the model's max_steps.", nullable = true)
    @JsonProperty("steps")
    Integer steps();

    @Schema(
            minimum = "0",
            maximum = "100",
            description = "Weight of classifier-free guidance; 1 or less: none.",
            nullable = true)
    @JsonProperty("guidance_scale")
    Float guidanceScale();

    @Schema(description = "One of the model's schedulers.", nullable = true)
    @JsonProperty("scheduler")
    String scheduler();

    @Schema(
            minimum = "0",
            description = "Of the first picture; picture i uses seed + i. Random if left out.",
            nullable = true)
    @JsonProperty("seed")
    Long seed();

    @Schema(minimum = "1", description = "Number of pictures.", defaultValue = "1", nullable = true)
    @JsonProperty("images")
    Integer images();

    @Schema(description = "Keep the pictures, sealed, until they are deleted.", defaultValue = "false", nullable = true)
    @JsonProperty("retain")
    Boolean retain();

    @Schema(
            enumeration = {"ttl", "once"},
            description = "once: erased as it is read.",
            defaultValue = "ttl",
            nullable = true)
    @JsonProperty("delivery")
    String delivery();

    @Schema(minimum = "10", description = "How long finished pictures can be read.", nullable = true)
    @JsonProperty("ttl_seconds")
    Integer ttlSeconds();

    @Schema(minimum = "10", description = "How long the job may wait and be drawn.", nullable = true)
    @JsonProperty("deadline_seconds")
    Integer deadlineSeconds();

    @Schema(
            enumeration = {"interactive", "bulk"},
            description = "Which queue it waits in.",
            defaultValue = "interactive",
            nullable = true)
    @JsonProperty("lane")
    String lane();
}
