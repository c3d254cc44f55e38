package io.darkroom.api.submit;

import io.darkroom.api.problem.ErrorCode;
import io.darkroom.api.problem.ProblemException;
import io.darkroom.core.crypto.ResultKey;
import io.darkroom.core.crypto.SealRefused;
import io.darkroom.core.job.DeliveryMode;
import io.darkroom.core.job.Lane;
import io.darkroom.core.job.Pipeline;
import io.darkroom.core.job.Rng;
import io.darkroom.core.privacy.PictureBytes;
import io.darkroom.core.privacy.Prompt;
import io.darkroom.core.privacy.PromptDocument;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job as its owner asked for it: null where nothing was said. Checked for type and for limits that hold for every model;
 * those of the model come when it is known, in {@link JobSpecs}.
 */
record JobRequest(
        Prompt prompt,
        Prompt negativePrompt,
        @Nullable String model,
        @Nullable Long width,
        @Nullable Long height,
        @Nullable Long steps,
        @Nullable Double guidanceScale,
        @Nullable String scheduler,
        @Nullable Long seed,
        @Nullable Long images,
        @Nullable Boolean retain,
        @Nullable DeliveryMode delivery,
        @Nullable Long ttlSeconds,
        @Nullable Long deadlineSeconds,
        @Nullable Lane lane,
        @Nullable Long clipSkip,
        @Nullable Double guidanceRescale,
        @Nullable Rng rng,
        @Nullable Double strength,
        @Nullable PictureBytes initImage,
        @Nullable PictureBytes mask,
        @Nullable String sealed,
        @Nullable ResultKey resultKey)
        implements AutoCloseable {

    static final String PROMPT = "prompt";
    static final String NEGATIVE_PROMPT = "negative_prompt";
    static final String MODEL = "model";
    static final String WIDTH = "width";
    static final String HEIGHT = "height";
    static final String STEPS = "steps";
    static final String GUIDANCE_SCALE = "guidance_scale";
    static final String SCHEDULER = "scheduler";
    static final String SEED = "seed";
    static final String IMAGES = "images";
    static final String RETAIN = "retain";
    static final String DELIVERY = "delivery";
    static final String TTL_SECONDS = "ttl_seconds";
    static final String DEADLINE_SECONDS = "deadline_seconds";
    static final String LANE = "lane";
    static final String CLIP_SKIP = "clip_skip";
    static final String GUIDANCE_RESCALE = "guidance_rescale";
    static final String RNG = "rng";
    static final String STRENGTH = "strength";
    static final String INIT_IMAGE = "init_image";
    static final String MASK = "mask";
    static final String SEALED = "sealed";
    static final String RESULT_KEY = "result_key";

    /** What a client seals, and then does not send in clear too. */
    private static final List<String> PRIVATE = List.of(PROMPT, NEGATIVE_PROMPT, SEED, INIT_IMAGE, MASK);

    /** Reads the body of {@code POST /v1/jobs} or {@code PUT /v1/jobs/{id}}. */
    static JobRequest read(byte[] body) {
        return read(JsonFields.parse(body));
    }

    /** The same of fields; what was decoded of a request that is refused is overwritten. */
    static JobRequest read(JsonFields fields) {
        try {
            JobRequest request = request(fields);
            fields.refuseOthers();
            return request;
        } catch (RuntimeException e) {
            fields.pictures().forEach(PictureBytes::close);
            throw e;
        }
    }

    private static JobRequest request(JsonFields fields) {
        String sealed = fields.word(SEALED);
        if (sealed != null) {
            requireNothingPrivate(fields);
        }
        return new JobRequest(
                sealed == null ? fields.requiredPrompt(PROMPT) : Prompt.empty(),
                fields.prompt(NEGATIVE_PROMPT),
                fields.word(MODEL),
                fields.integer(WIDTH),
                fields.integer(HEIGHT),
                fields.integer(STEPS),
                fields.decimal(GUIDANCE_SCALE),
                fields.word(SCHEDULER),
                fields.integer(SEED),
                fields.integer(IMAGES),
                fields.flag(RETAIN),
                fields.choice(DELIVERY, DeliveryMode.values(), DeliveryMode::wireName),
                fields.integer(TTL_SECONDS),
                fields.integer(DEADLINE_SECONDS),
                fields.choice(LANE, Lane.values(), Lane::wireName),
                fields.integer(CLIP_SKIP),
                fields.decimal(GUIDANCE_RESCALE),
                fields.choice(RNG, Rng.values(), Rng::wireName),
                fields.decimal(STRENGTH),
                fields.picture(INIT_IMAGE),
                fields.picture(MASK),
                sealed,
                resultKey(fields.object(RESULT_KEY)));
    }

    private static void requireNothingPrivate(JsonFields fields) {
        for (String field : PRIVATE) {
            if (fields.has(field)) {
                throw ProblemException.ofField(
                        ErrorCode.FIELD_IS_SEALED,
                        field,
                        "\"" + field + "\" belongs into the document that is sealed, and must not stand beside it");
            }
        }
    }

    private static @Nullable ResultKey resultKey(@Nullable String jwk) {
        try {
            return jwk == null ? null : ResultKey.parse(jwk);
        } catch (SealRefused e) {
            throw SealProblems.of(RESULT_KEY, e);
        }
    }

    /** What it starts from, by what was sent. */
    Pipeline pipeline() {
        if (sealed != null) {
            return Pipeline.UNTOLD;
        }
        if (initImage == null) {
            return Pipeline.TXT2IMG;
        }
        return mask == null ? Pipeline.IMG2IMG : Pipeline.INPAINT;
    }

    /** The part that is sealed. */
    PromptDocument document(long seedOfTheFirst) {
        return new PromptDocument(prompt, negativePrompt, seedOfTheFirst, initImage, mask);
    }

    /** Overwrites the pictures. */
    @Override
    public void close() {
        if (initImage != null) {
            initImage.close();
        }
        if (mask != null) {
            mask.close();
        }
    }

    @Override
    public String toString() {
        return "JobRequest[hidden]";
    }
}
