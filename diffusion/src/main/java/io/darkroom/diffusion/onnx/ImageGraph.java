package io.darkroom.diffusion.onnx;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A graph that turns planes of one size into planes of another: either half of the VAE. Thread-safe. */
final class ImageGraph implements AutoCloseable {
    private final Graph graph;
    private final Port input;
    private final Port output;
    private final IdleCalls idle = new IdleCalls();

    ImageGraph(Graph graph, String usualInput, String usualOutput) {
        this.graph = graph;
        input = graph.onlyInput(usualInput).ofType(Elements.REAL).ofRank(4).dynamicAt(2, 3);
        output = graph.firstOutput(usualOutput).ofType(Elements.REAL).ofRank(4);
        graph.requireNoInputsBut(Set.of(input.name()));
        input.ofSize(0, 1, "the number of pictures at a time");
    }

    Port input() {
        return input;
    }

    Port output() {
        return output;
    }

    /**
     * Runs the graph on one picture.
     *
     * @param from size of {@code planes}
     * @param planes [channels, height, width] row-major
     * @param to size of what comes out
     * @return [channels, height, width] row-major
     */
    float[] apply(Planes from, float[] planes, Planes to, Cancellation cancellation) {
        try (ImageCall call = call(from, to)) {
            return call.run(planes, cancellation);
        }
    }

    /** Whether the graph gives planes of that size; it is run once on zeros. */
    boolean gives(Planes from, Planes to) {
        try {
            apply(from, new float[from.size()], to, new Cancellation());
            return true;
        } catch (OnnxException e) {
            return false;
        }
    }

    private ImageCall call(Planes from, Planes to) {
        @Nullable Call kept = idle.take(from);
        return kept != null ? (ImageCall) kept : new ImageCall(this, from, to, idle);
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
