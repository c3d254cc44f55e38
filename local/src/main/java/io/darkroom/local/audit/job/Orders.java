package io.darkroom.local.audit.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.local.LocalFailure;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What jobs are asked for: words and pictures that are canaries, and settings that the model takes. */
final class Orders {
    private static final int FEW_STEPS = 5;
    private static final int MANY_IMAGES = 16;
    private static final int LARGE_SIDE = 256;

    private final JsonNode model;

    private Orders(JsonNode model) {
        this.model = model;
    }

    /** Orders for the model of this name, or for the first there is. */
    static Orders of(JsonNode list, @Nullable String name) {
        for (JsonNode model : list.path("models")) {
            if (name == null || name.equals(model.path("name").asText())) {
                return new Orders(model);
            }
        }
        throw new LocalFailure(name == null ? "no worker serves a model" : "no worker serves that model");
    }

    /** Whether it draws from a picture within a mask. */
    boolean drawsOver() {
        return model.path("pipelines").toString().contains("inpaint");
    }

    /** Words. */
    Map<String, Object> words(Canaries canaries, String of) {
        Map<String, Object> words = new TreeMap<>();
        words.put("prompt", canaries.word("prompt" + of) + ", a red circle on a blue background");
        words.put("negative_prompt", "blurry, " + canaries.word("negative prompt" + of));
        return words;
    }

    /** Words, a picture and a mask. */
    Map<String, Object> pictures(Canaries canaries, String of) {
        Map<String, Object> all = words(canaries, of + " with a picture");
        all.put("init_image", base64(canaries.picture("picture sent" + of, side())));
        all.put("mask", base64(canaries.picture("mask sent" + of, side())));
        return all;
    }

    static String base64(byte[] file) {
        return Base64.getEncoder().encodeToString(file);
    }

    /** Settings of a job that is soon drawn. */
    Map<String, Object> quick() {
        Map<String, Object> settings = new TreeMap<>();
        settings.put("model", model.path("name").asText());
        settings.put("steps", Math.min(FEW_STEPS, model.path("max_steps").asInt(FEW_STEPS)));
        return settings;
    }

    /** The same for a job from a picture, sealed so that the API cannot see its size. */
    Map<String, Object> quickOfItsSize() {
        Map<String, Object> settings = quick();
        settings.put("width", side());
        settings.put("height", side());
        return settings;
    }

    /** Settings of a job that does not end by itself while it is looked at. */
    Map<String, Object> endless() {
        Map<String, Object> settings = quick();
        int side = Math.min(
                Math.max(model.path("default_width").asInt(), LARGE_SIDE),
                model.path("max_side").asInt());
        settings.put("width", side);
        settings.put("height", side);
        settings.put("steps", model.path("max_steps").asInt());
        settings.put("images", MANY_IMAGES);
        return settings;
    }

    /** The smallest square that the model draws. */
    int side() {
        int factor = Math.max(1, model.path("size_factor").asInt(1));
        int least = model.path("min_side").asInt(factor);
        return (least + factor - 1) / factor * factor;
    }
}
