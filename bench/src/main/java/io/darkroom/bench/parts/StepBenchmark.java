package io.darkroom.bench.parts;

import io.darkroom.diffusion.pipeline.EngineSettings;
import io.darkroom.diffusion.pipeline.Picture;
import io.darkroom.diffusion.pipeline.PictureRequest;
import io.darkroom.diffusion.pipeline.StableDiffusion;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One guided step of one picture of 128x128 pixels, nearly all of it the U-Net: what the other parts are held against. */
@State(Scope.Benchmark)
public class StepBenchmark {
    private static final PictureRequest REQUEST =
            new PictureRequest("a red circle on a blue background", "", 128, 128, 150, 5, "ddim", 1);

    @SuppressWarnings("NullAway.Init") // JMH calls the set-up
    private StableDiffusion model;

    @SuppressWarnings("NullAway.Init") // JMH calls the set-up
    private List<Picture> picture;

    /** Loads the model and begins a picture. */
    @Setup
    public void load() {
        model = StableDiffusion.load(
                DemoModel.folder(), new EngineSettings(Runtime.getRuntime().availableProcessors()));
        picture = model.begin(REQUEST, 1);
    }

    /** Steps; after the last with another picture. */
    @Benchmark
    public int step() {
        if (picture.get(0).isFinished()) {
            picture.get(0).close();
            picture = model.begin(REQUEST, 1);
        }
        model.step(picture);
        return picture.get(0).step();
    }

    /** Frees the model. */
    @TearDown
    public void close() {
        picture.get(0).close();
        model.close();
    }
}
