package io.darkroom.diffusion.onnx;

import ai.onnxruntime.OnnxTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The buffers of one call of an {@link ImageGraph}. Confined to one thread. */
final class ImageCall extends Call {
    private final ImageGraph image;
    private final Planes to;
    private final Tensor input;
    private final Tensor output;
    private int rows;

    /** With room for so many pictures at a time. */
    ImageCall(ImageGraph image, Shape room, Planes from, Planes to, IdleCalls idle) {
        super(room, idle);
        this.image = image;
        this.to = to;
        input = buffer(() -> image.input().zeros(room.rows(), from.channels(), from.height(), from.width()));
        output = buffer(() -> image.output().zeros(room.rows(), to.channels(), to.height(), to.width()));
    }

    List<float[]> run(List<float[]> pictures, Cancellation cancellation) {
        rows = pictures.size();
        for (int i = 0; i < rows; i++) {
            input.setRow(i, pictures.get(i));
        }
        Map<String, OnnxTensor> feeds = Map.of(image.input().name(), input.head(rows));
        Map<String, OnnxTensor> results = Map.of(image.output().name(), output.head(rows));
        image.graph().run(feeds, results, cancellation);
        List<float[]> planes = new ArrayList<>(rows);
        for (int i = 0; i < rows; i++) {
            float[] row = new float[to.size()];
            output.getRow(i, row);
            planes.add(row);
        }
        return planes;
    }

    @Override
    void erase() {
        input.erase(rows);
        output.erase(rows);
    }
}
