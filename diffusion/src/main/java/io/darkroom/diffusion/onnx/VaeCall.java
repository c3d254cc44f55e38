package io.darkroom.diffusion.onnx;

import ai.onnxruntime.OnnxTensor;
import java.nio.FloatBuffer;
import java.util.Map;

/** One call of the {@link VaeDecoder}: fill the latent, run, read the picture, close. Confined to one thread. */
public final class VaeCall extends Call {
    private final VaeDecoder decoder;
    private final FloatTensor latent;
    private final FloatTensor picture;
    private final Map<String, OnnxTensor> feeds;

    VaeCall(VaeDecoder decoder, Shape shape, IdleCalls idle) {
        super(shape, idle);
        this.decoder = decoder;
        int scale = decoder.config().scale();
        latent = FloatTensor.zeros(1, decoder.config().latentChannels(), shape.height(), shape.width());
        picture = FloatTensor.zeros(1, VaeDecoder.COLOURS, (long) scale * shape.height(), (long) scale * shape.width());
        feeds = Map.of(decoder.input(), latent.tensor());
    }

    /** Where the latent goes, already divided by the scaling factor: [channels, height, width] row-major. */
    public FloatBuffer latent() {
        return latent.values();
    }

    /** Runs the graph on the latent. */
    public void run() {
        decoder.graph().run(feeds, decoder.output(), picture.tensor());
    }

    /** The decoded picture, about -1..1: [3, scale * height, scale * width] row-major; valid until this call is closed. */
    public FloatBuffer picture() {
        return picture.values();
    }

    @Override
    void erase() {
        latent.erase();
        picture.erase();
    }

    @Override
    void free() {
        latent.close();
        picture.close();
    }
}
