package io.darkroom.diffusion.pipeline;

import io.darkroom.diffusion.onnx.Conditioning;
import io.darkroom.diffusion.onnx.UnetCall;
import io.darkroom.diffusion.random.NoiseSource;
import java.util.Arrays;

/**
 * One picture on its way from noise to a clean latent, and everything that the way needs. It prints as hidden; closing it
 * overwrites what it held. Mutable, and used by one thread at a time.
 */
public final class Picture implements AutoCloseable {
    private final int height;
    private final int width;
    private final long seed;
    private final NoiseSource noise;
    private final Course course;
    private final Canvas canvas;
    private final Guidance guidance;
    private final float[] latent;
    private final float[] prediction;
    // The U-Net's input before its call, the unguided prediction after it.
    private final float[] scratch;

    private boolean closed;

    /**
     * Draws what is drawn before the first step.
     *
     * @param shape of the latent
     * @param canvas taken over
     * @param guidance taken over
     */
    Picture(LatentShape shape, long seed, NoiseSource noise, Course course, Canvas canvas, Guidance guidance) {
        this.height = shape.height();
        this.width = shape.width();
        this.seed = seed;
        this.noise = noise;
        this.course = course;
        this.canvas = canvas;
        latent = new float[shape.size()];
        prediction = new float[shape.size()];
        scratch = new float[shape.size()];
        course.prime(canvas, noise, latent);
        this.guidance = guidance.withChannels(canvas.channels());
    }

    /** U-Net calls done, 0..{@link #steps}. */
    public int step() {
        return course.done();
    }

    /** U-Net calls that the picture takes in all; fewer than the steps asked for if it starts from another. */
    public int steps() {
        return course.length();
    }

    /** Whether every step is done, so that the picture can be decoded. */
    public boolean isFinished() {
        return step() == steps();
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
        return guidance.prompt();
    }

    /** Rows of a U-Net call that this picture's next step takes: 2 if that has guidance, else 1. */
    public int rows() {
        return guidance.rows(course.progress());
    }

    float timestep() {
        return course.timestep();
    }

    boolean isClosed() {
        return closed;
    }

    /** Sets this picture's {@link #rows} rows of a call, from {@code row} on. */
    void feed(UnetCall call, int row) {
        course.scaleModelInput(latent, scratch);
        guidance.feed(call, row, scratch, timestep(), course.progress());
    }

    /** Reads this picture's rows of a call, from {@code row} on, and advances by one step. */
    void advance(UnetCall call, int row) {
        guidance.read(call, row, prediction, scratch, course.progress());
        course.advance(prediction, latent, noise, canvas);
    }

    /** Overwrites with zeros what this picture held; it can be neither stepped nor decoded afterwards. */
    @Override
    public void close() {
        closed = true;
        Arrays.fill(latent, 0);
        Arrays.fill(prediction, 0);
        Arrays.fill(scratch, 0);
        course.erase();
        canvas.erase();
        guidance.erase();
    }

    @Override
    public String toString() {
        return "Picture[hidden]";
    }
}
