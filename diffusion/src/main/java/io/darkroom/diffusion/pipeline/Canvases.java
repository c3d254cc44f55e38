package io.darkroom.diffusion.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** Makes the canvases of one request's pictures; what they share is taken over and erased with this. */
final class Canvases implements AutoCloseable {
    private final List<Runnable> erasers = new ArrayList<>();
    private final Supplier<Canvas> next;

    private Canvases(Supplier<Canvas> next) {
        this.next = next;
    }

    /** For pictures that start from noise. */
    static Canvases blank() {
        return new Canvases(BlankCanvas::new);
    }

    /** For pictures that start from another. */
    static Canvases painted(LatentDistribution picture) {
        return new Canvases(() -> new PaintedCanvas(picture)).erasing(picture::erase);
    }

    /** For pictures drawn anew within a mask, by a model that knows nothing of masks. */
    static Canvases masked(LatentDistribution picture, float[] mask, boolean fromNoise) {
        return new Canvases(() -> new MaskedCanvas(picture, mask, fromNoise))
                .erasing(picture::erase)
                .erasing(() -> Arrays.fill(mask, 0));
    }

    /** For pictures drawn anew within a mask, by a model that is fed it. */
    static Canvases inpainting(Canvases start, LatentDistribution masked, float[] mask) {
        return new Canvases(() -> new InpaintingCanvas(start.next(), masked, mask))
                .erasing(start::close)
                .erasing(masked::erase)
                .erasing(() -> Arrays.fill(mask, 0));
    }

    Canvas next() {
        return next.get();
    }

    private Canvases erasing(Runnable eraser) {
        erasers.add(eraser);
        return this;
    }

    @Override
    public void close() {
        erasers.forEach(Runnable::run);
    }
}
