package io.darkroom.diffusion.pipeline;

import io.darkroom.diffusion.onnx.Conditioning;
import io.darkroom.diffusion.onnx.UnetCall;
import io.darkroom.diffusion.random.NoiseSource;
import io.darkroom.diffusion.scheduler.Scheduler.Trajectory;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One picture on its way from noise to a clean latent, and everything that the way needs. It prints as hidden; closing it
 * overwrites what it held. Mutable, and used by one thread at a time.
 */
public final class Picture implements AutoCloseable {
    private final int height;
    private final int width;
    private final long seed;
    private final Trajectory trajectory;
    private final NoiseSource noise;
    private final float guidanceScale;
    private final Conditioning prompt;
    private final @Nullable Conditioning negativePrompt;
    private final float[] latent;
    private final float[] prediction;
    // The U-Net's input before its call, the unguided prediction after it.
    private final float[] scratch;

    private int step;
    private boolean closed;

    /**
     * Draws the initial noise.
     *
     * @param shape of the latent
     * @param prompt taken over
     * @param negativePrompt taken over; null without guidance
     */
    Picture(
            LatentShape shape,
            long seed,
            NoiseSource noise,
            Trajectory trajectory,
            float guidanceScale,
            Conditioning prompt,
            @Nullable Conditioning negativePrompt) {
        this.height = shape.height();
        this.width = shape.width();
        this.seed = seed;
        this.noise = noise;
        this.trajectory = trajectory;
        this.guidanceScale = guidanceScale;
        this.prompt = prompt;
        this.negativePrompt = negativePrompt;
        latent = new float[shape.size()];
        prediction = new float[shape.size()];
        scratch = new float[shape.size()];
        noise.fill(latent);
        float scale = trajectory.initialNoiseScale();
        for (int i = 0; i < latent.length; i++) {
            latent[i] *= scale;
        }
    }

    /** U-Net calls done, 0..{@link #steps}. */
    public int step() {
        return step;
    }

    /** U-Net calls that the picture takes in all. */
    public int steps() {
        return trajectory.size();
    }

    /** Whether every step is done, so that the picture can be decoded. */
    public boolean isFinished() {
        return step == steps();
    }

    /** The seed of this picture's own noise. */
    public long seed() {
        return seed;
    }

    int height() {
        return height;
    }

    int width() {
        return width;
    }

    /** The latent itself, [channels, height, width] row-major. */
    float[] latent() {
        return latent;
    }

    Conditioning prompt() {
        return prompt;
    }

    /** Batch rows that a step of this picture takes: one for the negative prompt, if there is guidance, one for the prompt. */
    int rows() {
        return negativePrompt == null ? 1 : 2;
    }

    float timestep() {
        return trajectory.timestep(step);
    }

    boolean isClosed() {
        return closed;
    }

    /** Sets this picture's {@link #rows} rows of a call, from {@code row} on. */
    void feed(UnetCall call, int row) {
        trajectory.scaleModelInput(step, latent, scratch);
        int next = row;
        if (negativePrompt != null) {
            call.set(next++, scratch, timestep(), negativePrompt);
        }
        call.set(next, scratch, timestep(), prompt);
    }

    /** Reads this picture's rows of a call, from {@code row} on, and advances by one step. */
    void advance(UnetCall call, int row) {
        if (negativePrompt == null) {
            call.get(row, prediction);
        } else {
            call.get(row, scratch);
            call.get(row + 1, prediction);
            guide();
        }
        trajectory.step(step, prediction, latent, noise);
        step++;
    }

    /** Ho, Salimans, arXiv:2207.12598, in the form of diffusers: away from the negative prompt, past the prompt. */
    private void guide() {
        for (int i = 0; i < prediction.length; i++) {
            prediction[i] = scratch[i] + guidanceScale * (prediction[i] - scratch[i]);
        }
    }

    /** Overwrites with zeros what this picture held; it can be neither stepped nor decoded afterwards. */
    @Override
    public void close() {
        closed = true;
        Arrays.fill(latent, 0);
        Arrays.fill(prediction, 0);
        Arrays.fill(scratch, 0);
        prompt.erase();
        if (negativePrompt != null) {
            negativePrompt.erase();
        }
    }

    @Override
    public String toString() {
        return "Picture[hidden]";
    }
}
