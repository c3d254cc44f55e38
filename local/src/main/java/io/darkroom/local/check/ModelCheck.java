package io.darkroom.local.check;

import io.darkroom.diffusion.golden.Difference;
import io.darkroom.diffusion.golden.RecordedPicture;
import io.darkroom.diffusion.model.ModelException;
import io.darkroom.diffusion.onnx.OnnxException;
import io.darkroom.diffusion.pipeline.EngineSettings;
import io.darkroom.diffusion.pipeline.Mask;
import io.darkroom.diffusion.pipeline.ModelDescription;
import io.darkroom.diffusion.pipeline.Picture;
import io.darkroom.diffusion.pipeline.PictureRequest;
import io.darkroom.diffusion.pipeline.Pipeline;
import io.darkroom.diffusion.pipeline.Raster;
import io.darkroom.diffusion.pipeline.StableDiffusion;
import io.darkroom.diffusion.shelf.ModelShelf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** Loads a model folder, draws a picture and draws its recordings again. */
final class ModelCheck {
    private static final String PROMPT = "a red circle on a blue background";
    private static final byte WHITE = (byte) 255;

    private final List<RecordedPicture> recordings;

    /** A check against {@code recordings}, of which each model takes its own. */
    ModelCheck(List<RecordedPicture> recordings) {
        this.recordings = List.copyOf(recordings);
    }

    /** Never throws for what is wrong with the folder; the report says it. */
    ModelReport check(Path folder) {
        String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
        OptionalLong before = ResidentMemory.now();
        try (StableDiffusion model = StableDiffusion.load(folder, EngineSettings.defaults())) {
            double seconds = secondsAStep(model);
            OptionalLong grown = ResidentMemory.since(before);
            return new ModelReport(
                    name,
                    new ModelReport.Drawn(
                            model.description(),
                            model.inputs(),
                            ModelShelf.sizeOf(folder),
                            grown,
                            seconds,
                            comparisons(model)),
                    null);
        } catch (ModelException | OnnxException | IllegalArgumentException e) {
            return new ModelReport(name, null, String.valueOf(e.getMessage()));
        }
    }

    /** The first step allocates the buffers, so it counts only if there is no other. */
    private static double secondsAStep(StableDiffusion model) {
        try (Picture picture = model.begin(usual(model.description()), 1).get(0)) {
            long began = System.nanoTime();
            model.step(List.of(picture));
            long counted = 1;
            if (!picture.isFinished()) {
                began = System.nanoTime();
                counted = 0;
            }
            while (!picture.isFinished()) {
                model.step(List.of(picture));
                counted++;
            }
            double seconds = (System.nanoTime() - began) / 1e9 / counted;
            model.decode(picture);
            return seconds;
        }
    }

    /** All defaults; what draws only within masks is given a black picture and a white mask. */
    private static PictureRequest usual(ModelDescription model) {
        int width = model.defaultWidth();
        int height = model.defaultHeight();
        PictureRequest request = new PictureRequest(
                PROMPT,
                "",
                width,
                height,
                model.defaultSteps(),
                model.defaultGuidanceScale(),
                model.defaultScheduler(),
                0);
        if (model.pipelines().contains(Pipeline.TXT2IMG)) {
            return request;
        }
        byte[] white = new byte[width * height];
        Arrays.fill(white, WHITE);
        return request.from(new Raster(width, height, new byte[3 * width * height]), 1)
                .within(new Mask(width, height, white));
    }

    private List<Comparison> comparisons(StableDiffusion model) {
        boolean half = model.inputs().stream().anyMatch(input -> input.type().equals("FLOAT16"));
        List<Comparison> comparisons = new ArrayList<>();
        for (RecordedPicture recording : recordings) {
            if (recording.model().equals(model.description().name())) {
                comparisons.add(compare(model, recording, half));
            }
        }
        return comparisons;
    }

    private static Comparison compare(StableDiffusion model, RecordedPicture recording, boolean half) {
        String pipeline = recording.pipeline().label();
        String scheduler = recording.scheduler(model.description().defaultScheduler());
        try {
            Difference difference = Difference.between(draw(model, recording), recording.raster());
            return new Comparison(recording.name(), pipeline, scheduler, difference, difference.holds(half), null);
        } catch (IOException | OnnxException | IllegalArgumentException e) {
            return new Comparison(recording.name(), pipeline, scheduler, null, false, String.valueOf(e.getMessage()));
        }
    }

    private static Raster draw(StableDiffusion model, RecordedPicture recording) throws IOException {
        PictureRequest request = recording.asRequest(model.description());
        try (Picture picture = model.begin(request, 1).get(0)) {
            while (!picture.isFinished()) {
                model.step(List.of(picture));
            }
            return model.decode(picture);
        }
    }
}
