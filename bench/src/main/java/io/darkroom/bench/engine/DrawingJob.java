package io.darkroom.bench.engine;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.darkroom.core.job.Lane;
import io.darkroom.diffusion.pipeline.PictureRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What one job asks for, as the peers and the API read it too. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record DrawingJob(
        String prompt,
        String negativePrompt,
        int width,
        int height,
        int steps,
        float guidanceScale,
        String scheduler,
        long seed) {
    static final int STEPS = 20;
    static final int SIDE = 128;

    private static final JsonMapper JSON = new JsonMapper();

    /** Those that every peer has. */
    private static final List<String> SCHEDULERS = List.of("ddim", "euler", "dpm++2m");

    private static final List<String> PROMPTS = List.of(
            "a red circle on a blue background",
            "a large green star on a white background",
            "three yellow hearts on a purple background",
            "a pink ring left of a black cross, gray background",
            "an orange hexagon on a striped cyan and brown background");

    /** So many jobs that differ in prompt, scheduler, guidance and seed, and cost the same: a guided step each. */
    public static List<DrawingJob> different(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new DrawingJob(
                        PROMPTS.get(i % PROMPTS.size()),
                        i % 2 == 0 ? "" : "a blue square",
                        SIDE,
                        SIDE,
                        STEPS,
                        4 + i % 4 * 0.5f,
                        SCHEDULERS.get(i % SCHEDULERS.size()),
                        i))
                .toList();
    }

    /** The body of its submission. */
    public Map<String, Object> body(Lane lane) {
        Map<String, Object> body = new TreeMap<>(JSON.convertValue(this, new TypeReference<Map<String, Object>>() {}));
        body.put("lane", lane.wireName());
        return body;
    }

    PictureRequest request() {
        return new PictureRequest(prompt, negativePrompt, width, height, steps, guidanceScale, scheduler, seed);
    }
}
