package io.darkroom.diffusion.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.diffusion.golden.Golden;
import io.darkroom.diffusion.random.NoiseSource;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One run of a scheduler as diffusers took it: what it was fed at each step, and what came out.
 *
 * @param title which run of which file, for a failure
 * @param config the settings
 * @param steps the steps asked for
 * @param json the rest of the recording
 */
record RecordedRun(String title, SchedulerConfig config, int steps, JsonNode json) {
    /** Of the largest value: float32 throughout, but added up in another order than torch's. */
    static final double TOLERANCE = 1e-4;

    /** Where a timestep is derived from a sigma: diffusers does so in float32 for DPM2. */
    private static final float TIMESTEP_TOLERANCE = 1e-3f;

    /** The runs of one file. */
    static Stream<RecordedRun> in(JsonNode file, String name) {
        return Stream.iterate(0, i -> i < file.path("runs").size(), i -> i + 1)
                .map(i -> of(file.get("runs").get(i), name));
    }

    private static RecordedRun of(JsonNode run, String name) {
        int steps = run.get("num_inference_steps").intValue();
        String kind = run.path("title").asText(run.path("variant").asText());
        return new RecordedRun(
                name + " (" + kind + "), " + steps + " steps", SchedulerConfig.of(run.get("config")), steps, run);
    }

    float[] timesteps() {
        return Golden.tensor(json.get("timesteps"));
    }

    /** The recorded noise levels, where the scheduler counts in them. */
    Optional<float[]> sigmas() {
        return json.has("sigmas") ? Optional.of(Golden.tensor(json.get("sigmas"))) : Optional.empty();
    }

    /**
     * Fails unless {@code scheduler}, fed as diffusers was, plans and takes the same steps.
     *
     * <p>The latent is its own from step to step, not the recorded one, so that what is left of the difference adds up. The
     * first step that fails is the one that is told.
     */
    void assertFollowedBy(Scheduler scheduler) {
        Scheduler.Trajectory run = scheduler.plan(steps);
        float[] timesteps = timesteps();
        float scale = json.get("init_noise_sigma").floatValue();
        float[] latent = Golden.tensor(json.get("sample"));
        float[] scaled = new float[latent.length];

        assertThat(run.size()).as(title + ": size").isEqualTo(timesteps.length);
        for (int i = 0; i < timesteps.length; i++) {
            assertThat(run.timestep(i))
                    .as(title + ": timestep " + i)
                    .isCloseTo(timesteps[i], within(TIMESTEP_TOLERANCE));
        }
        Golden.assertWithinShare(
                TOLERANCE, new float[] {run.initialNoiseScale()}, new float[] {scale}, title + ": initial noise scale");
        int start = run.startAfter(json.path("skipped").intValue());
        assertThat(json.get("steps")).as(title + ": recorded steps").hasSize(run.size() - start);
        for (int i = start; i < run.size(); i++) {
            JsonNode step = json.get("steps").get(i - start);
            String at = title + ": the runs part at step " + i + ", ";

            run.scaleModelInput(i, latent, scaled);
            Golden.assertWithinShare(TOLERANCE, scaled, Golden.tensor(step.get("scaled_input")), at + "scaled input");

            run.step(i, Golden.tensor(step.get("model_output")), latent, noiseOf(step));
            Golden.assertWithinShare(TOLERANCE, latent, Golden.tensor(step.get("prev_sample")), at + "prev_sample");
        }
    }

    private static NoiseSource noiseOf(JsonNode step) {
        return out -> {
            assertThat(step.has("noise")).as("this step draws noise").isTrue();
            float[] noise = Golden.tensor(step.get("noise"));
            System.arraycopy(noise, 0, out, 0, out.length);
        };
    }

    @Override
    public String toString() {
        return title;
    }
}
