package io.darkroom.api.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.darkroom.core.privacy.Prompt;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of {@code POST /v1/jobs} and {@code PUT /v1/jobs/{id}} as OpenAPI describes it; {@code submit.JobRequest} reads it. */
@Schema(name = "Job", additionalProperties = Schema.False.class)
interface JobBody {
    @Schema(
            minLength = 1,
            maxLength = Prompt.MAX_LENGTH,
            description = "What to draw; required unless it is sealed.",
            nullable = true)
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

    @Schema(
            minimum = "1",
            description = "Steps of the scheduler, at most the model's max_steps and within its scheduler_steps.",
            nullable = true)
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
            description = "once: erased when one reader has it whole.",
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

    @Schema(
            minimum = "0",
            description = "Last layers of the text encoder to skip, at most the model's max_clip_skip.",
            defaultValue = "0",
            nullable = true)
    @JsonProperty("clip_skip")
    Integer clipSkip();

    @Schema(
            minimum = "0",
            maximum = "1",
            description = "How much of the guided prediction is brought back to the contrast of the unguided.",
            defaultValue = "0",
            nullable = true)
    @JsonProperty("guidance_rescale")
    Float guidanceRescale();

    @Schema(
            enumeration = {"cpu", "cuda"},
            description = "Which of torch's generators the seed is for.",
            defaultValue = "cpu",
            nullable = true)
    @JsonProperty("rng")
    String rng();

    @Schema(
            description =
                    "Picture to start from: a PNG, JPEG or WebP file in base64. width and height are its own if they"
                            + " are left out.",
            nullable = true)
    @JsonProperty("init_image")
    String initImage();

    @Schema(
            description =
                    "Where to draw on init_image, white, and where not, black: a file of the same size, in base64.",
            nullable = true)
    @JsonProperty("mask")
    String mask();

    @Schema(
            minimum = "0",
            exclusiveMinimum = true,
            maximum = "1",
            description =
                    "How much of init_image is drawn over: the share of the steps that is taken. 0.8 if left out, 1"
                            + " with a mask.",
            nullable = true)
    @JsonProperty("strength")
    Double strength();

    @Schema(
            description =
                    "With PUT: a compact JWE to a key of GET /v1/keys, with prompt, negative_prompt, seed, init_image,"
                            + " mask and result_key in it; see docs/sealing.md.",
            nullable = true)
    @JsonProperty("sealed")
    String sealed();

    @Schema(
            type = SchemaType.OBJECT,
            description =
                    "A public key on P-256 as a JWK: pictures come sealed to it, as application/jose. Safer within"
                            + " the sealed document.",
            nullable = true)
    @JsonProperty("result_key")
    Object resultKey();
}
