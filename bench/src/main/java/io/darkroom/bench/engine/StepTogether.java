package io.darkroom.bench.engine;

import io.darkroom.diffusion.pipeline.EngineSettings;
import io.darkroom.diffusion.pipeline.Picture;
import io.darkroom.diffusion.pipeline.PngEncoder;
import io.darkroom.diffusion.pipeline.StableDiffusion;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;

/** Our engine: pictures of different jobs share each U-Net call, and join and leave between two. */
final class StepTogether implements Drawer {
    private final StableDiffusion model;

    StepTogether(Path folder, int threads) {
        model = StableDiffusion.load(folder, new EngineSettings(threads));
    }

    @Override
    public void draw(List<DrawingJob> jobs, int inFlight) {
        Queue<DrawingJob> waiting = new ArrayDeque<>(jobs);
        List<Picture> drawn = new ArrayList<>();
        while (!waiting.isEmpty() || !drawn.isEmpty()) {
            while (drawn.size() < inFlight && !waiting.isEmpty()) {
                drawn.addAll(model.begin(waiting.remove().request(), 1));
            }
            model.step(drawn);
            finish(drawn);
        }
    }

    private void finish(List<Picture> drawn) {
        for (Iterator<Picture> each = drawn.iterator(); each.hasNext(); ) {
            Picture picture = each.next();
            if (picture.isFinished()) {
                PngEncoder.encode(model.decode(picture));
                picture.close();
                each.remove();
            }
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
