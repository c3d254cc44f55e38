package io.darkroom.diffusion.onnx;

import ai.onnxruntime.OnnxTensor;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** One call of the {@link Unet}: set every row, run, read every row, close. Confined to one thread. */
public final class UnetCall extends Call {
    private final Unet unet;
    private final Tensor samples;
    private final int sampleSize;
    private final Tensor timesteps;
    /** Those that hold a conditioning's rows, by input. */
    private final Map<String, Tensor> conditions = new LinkedHashMap<>();

    private final Tensor predictions;
    private final Map<String, OnnxTensor> feeds = new HashMap<>();
    private final Map<String, OnnxTensor> results = new HashMap<>();
    private final float[] timestepSet = new float[1];
    private int rows;

    /** With room for calls of that shape and of fewer rows. */
    UnetCall(Unet unet, Shape room, IdleCalls idle) {
        super(room, idle);
        this.unet = unet;
        int height = room.height();
        int width = room.width();
        sampleSize = unet.config().inChannels() * height * width;
        UnetPorts ports = unet.ports();
        samples = buffer(() -> ports.sample().zeros(room.rows(), unet.config().inChannels(), height, width));
        timesteps = buffer(() -> ports.timestep().zeros(room.rows()));
        conditions.put(
                Unet.TEXT,
                buffer(() -> ports.text()
                        .zeros(room.rows(), room.tokens(), unet.config().textSize())));
        for (UnetPorts.Vector vector : ports.vectors()) {
            conditions.put(vector.port().name(), buffer(() -> vector.port().zeros(room.rows(), vector.size())));
        }
        predictions =
                buffer(() -> ports.prediction().zeros(room.rows(), unet.config().latentChannels(), height, width));
    }

    /** Makes it a call of so many rows. */
    UnetCall ofRows(int count) {
        rows = count;
        feeds.put(Unet.SAMPLE, samples.head(rows));
        feeds.put(Unet.TIMESTEP, timesteps.head(rows));
        conditions.forEach((input, tensor) -> feeds.put(input, tensor.head(rows)));
        results.put(unet.ports().prediction().name(), predictions.head(rows));
        return this;
    }

    /**
     * Sets one row.
     *
     * @param row 0..rows-1
     * @param sample the scaled latent, [channels, height, width] row-major
     * @param timestep training timestep, rounded if the graph wants a whole number; the same for every row if
     *     {@link Unet#oneTimestepPerCall}
     * @param conditioning for every further input of this graph
     */
    public void set(int row, float[] sample, float timestep, Conditioning conditioning) {
        setTimestep(row, timestep);
        samples.set(row * sampleSize, sample);
        samples.set(row * sampleSize + sample.length, conditioning.row(Unet.SAMPLE));
        for (Map.Entry<String, Tensor> condition : conditions.entrySet()) {
            condition.getValue().setRow(row, conditioning.row(condition.getKey()));
        }
    }

    private void setTimestep(int row, float timestep) {
        if (row > 0 && timesteps.size() == 1) {
            if (timestepSet[0] != timestep) {
                throw new IllegalArgumentException("timestep must be the same for every row of this model");
            }
            return;
        }
        timestepSet[0] = timestep;
        timesteps.set(row, timestepSet);
    }

    /** Runs the graph on the rows set. */
    public void run() {
        run(new Cancellation());
    }

    /**
     * Runs the graph on the rows set.
     *
     * @throws java.util.concurrent.CancellationException if cancelled; there are no predictions then
     */
    public void run(Cancellation cancellation) {
        unet.graph().run(feeds, results, cancellation);
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
        samples.erase(rows);
        timesteps.erase(rows);
        conditions.values().forEach(tensor -> tensor.erase(rows));
        predictions.erase(rows);
    }
}
