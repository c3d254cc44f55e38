package io.darkroom.diffusion.onnx;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A graph that turns planes of one size into planes of another: either half of the VAE. Thread-safe. */
final class ImageGraph implements AutoCloseable {
    private final Graph graph;
    private final Port input;
    private final Port output;
    private final Batching batching;
    private final IdleCalls idle = new IdleCalls();

    ImageGraph(Graph graph, String usualInput, String usualOutput) {
        this.graph = graph;
        input = graph.onlyInput(usualInput).ofType(Elements.REAL).ofRank(4).dynamicAt(2, 3);
        output = graph.firstOutput(usualOutput).ofType(Elements.REAL).ofRank(4);
        graph.requireNoInputsBut(Set.of(input.name()));
        input.ofSize(0, 1, "the number of pictures at a time");
        batching = new Batching(input.size(0) != 1);
    }

    Port input() {
        return input;
    }

    Port output() {
        return output;
    }

    /**
     * Runs the graph on pictures, in one call unless it takes but one at a time.
     *
     * @param from size of each of {@code pictures}
     * @param pictures [channels, height, width] row-major each
     * @param to size of what comes out
     * @return [channels, height, width] row-major for each
     */
    List<float[]> apply(Planes from, List<float[]> pictures, Planes to, Cancellation cancellation) {
        return batching.run(pictures, sharing -> {
            try (ImageCall call = call(sharing.size(), from, to)) {
                return call.run(sharing, cancellation);
            }
        });
    }

    /** Whether the graph gives planes of that size; it is run once on zeros. */
    boolean gives(Planes from, Planes to) {
        try {
            apply(from, List.of(new float[from.size()]), to, new Cancellation());
            return true;
        } catch (OnnxException e) {
            return false;
        }
    }

    private ImageCall call(int rows, Planes from, Planes to) {
        Shape shape = new Shape(rows, from.height(), from.width(), 0);
        @Nullable Call kept = idle.take(shape);
        return kept != null ? (ImageCall) kept : new ImageCall(this, shape.roomy(), from, to, idle);
    }

    /** Gives back the buffers that are kept for later calls. */
    void freeBuffers() {
        idle.clear();
    }

    Graph graph() {
        return graph;
    }

    @Override
    public void close() {
        idle.close();
        graph.close();
    }
}
