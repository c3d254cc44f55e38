package io.darkroom.diffusion.onnx;

import ai.onnxruntime.OnnxTensor;
import java.nio.FloatBuffer;
import java.util.Map;

/** One call of the {@link Unet}: set every row, run, read every row, close. Confined to one thread. */
public final class UnetCall extends Call {
    private final Unet unet;
    private final FloatTensor samples;
    private final FloatTensor timesteps;
    private final FloatTensor texts;
    private final FloatTensor predictions;
    private final Map<String, OnnxTensor> feeds;

    UnetCall(Unet unet, Shape shape, IdleCalls idle) {
        super(shape, idle);
        this.unet = unet;
        int rows = shape.rows();
        samples = FloatTensor.zeros(rows, unet.latentChannels(), shape.height(), shape.width());
        predictions = FloatTensor.zeros(rows, unet.latentChannels(), shape.height(), shape.width());
        timesteps = FloatTensor.zeros(unet.timestepShape(rows));
        texts = FloatTensor.zeros(rows, unet.tokens(), unet.textSize());
        feeds = Map.of(Unet.SAMPLE, samples.tensor(), Unet.TIMESTEP, timesteps.tensor(), Unet.TEXT, texts.tensor());
    }

    /**
     * Sets one row.
     *
     * @param row 0..rows-1
     * @param sample the scaled latent, [channels, height, width] row-major
     * @param timestep training timestep; the same for every row if {@link Unet#oneTimestepPerCall}
     * @param text hidden states, [tokens, size] row-major
     */
    public void set(int row, float[] sample, float timestep, float[] text) {
        FloatBuffer steps = timesteps.values();
        if (row > 0 && steps.capacity() == 1 && steps.get(0) != timestep) {
            throw new IllegalArgumentException("timestep must be the same for every row of this model");
        }
        samples.setRow(row, sample);
        steps.put(Math.min(row, steps.capacity() - 1), timestep);
        texts.setRow(row, text);
    }

    /** Runs the graph on the rows set. */
    public void run() {
        unet.graph().run(feeds, unet.output(), predictions.tensor());
    }

    /**
     * Reads one row's prediction.
     *
     * @param row 0..rows-1
     * @param prediction filled with [channels, height, width] row-major
     */
    public void get(int row, float[] prediction) {
        predictions.getRow(row, prediction);
    }

    @Override
    void erase() {
        samples.erase();
        timesteps.erase();
        texts.erase();
        predictions.erase();
    }

    @Override
    void free() {
        samples.close();
        timesteps.close();
        texts.close();
        predictions.close();
    }
}
