package io.darkroom.diffusion.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code model_index.json} says.
 *
 * @param isXl whether the model has the parts of Stable Diffusion XL
 * @param zerosForNoNegativePrompt whether the absence of a negative prompt is conditioned on zeros, not on the empty text
 */
public record ModelIndex(boolean isXl, boolean zerosForNoNegativePrompt) {
    static final String FILE = "model_index.json";

    // Exporters put their own name before or behind diffusers': ORTStableDiffusionPipeline and the like.
    private static final Pattern PIPELINE =
            Pattern.compile("(?:ORT|Onnx)?(StableDiffusion|StableDiffusionXL|LatentConsistencyModel)"
                    + "(?:Onnx)?(?:Img2Img|Inpaint)?(?:Onnx)?Pipeline");

    static ModelIndex read(JsonFile file) {
        file.component("transformer").ifPresent(type -> {
            throw file.refused("transformer", type + " is not supported, only models with a unet are");
        });
        String pipeline = file.text("_class_name");
        Matcher known = PIPELINE.matcher(pipeline);
        if (!known.matches()) {
            throw file.refused(
                    "_class_name",
                    pipeline + " is not supported, only StableDiffusionPipeline, StableDiffusionXLPipeline and"
                            + " LatentConsistencyModelPipeline are");
        }
        boolean xl = known.group(1).equals("StableDiffusionXL");
        if (!xl) {
            file.component("text_encoder_2").ifPresent(type -> {
                throw file.refused("text_encoder_2", type + " is not supported with " + pipeline);
            });
        }
        if (file.flag("requires_aesthetics_score", false)) {
            throw file.refused(
                    "requires_aesthetics_score", "true is not supported: a refiner draws no picture by itself");
        }
        if (xl && file.component("text_encoder").isEmpty()) {
            throw file.refused(
                    "text_encoder",
                    "must be there beside text_encoder_2: a refiner, which has but one, is not supported");
        }
        return new ModelIndex(xl, xl && file.flag("force_zeros_for_empty_prompt", true));
    }
}
