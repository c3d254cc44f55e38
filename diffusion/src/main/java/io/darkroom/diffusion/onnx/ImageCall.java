package io.darkroom.diffusion.onnx;

import ai.onnxruntime.OnnxTensor;
import java.util.Map;

/** The buffers of one call of an {@link ImageGraph}. Confined to one thread. */
final class ImageCall extends Call {
    private final ImageGraph image;
    private final Planes to;
    private final Tensor input;
    private final Tensor output;
    private final Map<String, OnnxTensor> feeds;
    private final Map<String, OnnxTensor> results;

    ImageCall(ImageGraph image, Planes from, Planes to, IdleCalls idle) {
        super(from, idle);
        this.image = image;
        this.to = to;
        input = image.input().zeros(1, from.channels(), from.height(), from.width());
        output = image.output().zeros(1, to.channels(), to.height(), to.width());
        feeds = Map.of(image.input().name(), input.tensor());
        results = Map.of(image.output().name(), output.tensor());
    }

    float[] run(float[] planes, Cancellation cancellation) {
        input.set(0, planes);
        image.graph().run(feeds, results, cancellation);
        float[] result = new float[to.size()];
        output.getRow(0, result);
        return result;
    }

    @Override
    void erase() {
        input.erase();
        output.erase();
    }

    @Override
    void free() {
        input.close();
        output.close();
    }
}
