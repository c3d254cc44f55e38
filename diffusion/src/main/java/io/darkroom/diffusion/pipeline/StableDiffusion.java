package io.darkroom.diffusion.pipeline;

import io.darkroom.diffusion.model.LatentRgb;
import io.darkroom.diffusion.model.ModelFolder;
import io.darkroom.diffusion.onnx.Cancellation;
import io.darkroom.diffusion.onnx.GraphInput;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * One loaded Stable Diffusion model: {@link #begin} pictures, {@link #step} them until they are finished, {@link #decode}
 * them. Thread-safe: pictures of several threads may be stepped at the same time, each picture by one thread at a time.
 *
 * <p>A request gives the picture that diffusers' {@code StableDiffusionPipeline} gives on the CPU in float32, up to
 * rounding. Once a call has returned, nothing of a picture stays here but what ONNX Runtime's own arena holds until it is
 * written over.
 */
public final class StableDiffusion implements AutoCloseable {
    private final Graphs graphs;
    private final PictureStart start;
    private final ModelDescription description;
    private final Denoising denoising;
    private final Development development;
    private final Optional<LatentRgb> latentRgb;

    // Closing a session under a running call crashes the process: calls share this lock, close has it alone.
    private final ReadWriteLock use = new ReentrantReadWriteLock();
    private boolean closed;

    private StableDiffusion(ModelFolder folder, Graphs graphs, SchedulerSet schedulers) {
        this.graphs = graphs;
        TextStages texts = new TextStages(folder, graphs);
        start = new PictureStart(folder, graphs, schedulers, texts);
        description = ModelDescriber.describe(folder, graphs, schedulers, texts.maxClipSkip());
        denoising = new Denoising(graphs.unet());
        development = new Development(graphs.vaeDecoder(), folder.vae());
        latentRgb = LatentRgb.read(folder.path(), folder.vae().latentChannels());
    }

    /**
     * Loads a model folder and tries its graphs on the smallest of pictures, so that a folder that cannot be drawn with is
     * found here.
     *
     * @param folder in the layout that Hugging Face optimum exports
     * @throws io.darkroom.diffusion.model.ModelException if the folder is broken or of a kind that is not supported
     * @throws io.darkroom.diffusion.onnx.EngineException if ONNX Runtime, as it is here, cannot do what {@code settings} ask
     *     for; names the artifact that can
     */
    public static StableDiffusion load(Path folder, EngineSettings settings) {
        ModelFolder read = ModelFolder.read(folder);
        SchedulerSet schedulers = new SchedulerSet(read.scheduler());
        Graphs graphs = Graphs.open(read, settings);
        try {
            return new StableDiffusion(read, graphs, schedulers);
        } catch (RuntimeException e) {
            graphs.close();
            throw e;
        }
    }

    /** What this model offers. */
    public ModelDescription description() {
        return description;
    }

    /** What each of its graphs is fed, as the graph declares it. */
    public List<GraphInput> inputs() {
        return whileOpen(graphs::inputs);
    }

    /**
     * Encodes the texts, and the picture if one is given, once and starts {@code images} pictures with seeds seed, seed+1, … Each picture holds its own
     * state; the caller closes every one of them.
     *
     * @param images at least 1
     * @throws IllegalArgumentException if the request is outside this model's limits; names parameter and limit
     * @throws IllegalStateException if this model is closed
     */
    public List<Picture> begin(PictureRequest request, int images) {
        new RequestLimits(description).check(request, images);
        return whileOpen(() -> start.begin(request, images));
    }

    /**
     * One U-Net call that advances every given picture by one step. They may be at different steps and have different
     * schedulers, guidance and prompts. A graph that takes but one timestep is called once for each timestep among them.
     *
     * @param pictures of one width and height, none finished, none twice
     * @throws IllegalArgumentException if they are of different sizes, none at all, or one is there twice
     * @throws IllegalStateException if one is finished or closed, or this model is closed
     * @throws io.darkroom.diffusion.onnx.OnnxException if the graph fails; no picture of that call is then advanced
     */
    public void step(List<Picture> pictures) {
        step(pictures, new Cancellation());
    }

    /**
     * {@link #step(List)}, unless it is cancelled, also in the midst of the U-Net. A picture is then either advanced or as
     * it was before, as {@link Picture#step} tells; it may be closed or stepped on.
     *
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public void step(List<Picture> pictures, Cancellation cancellation) {
        whileOpen(() -> {
            denoising.step(pictures, cancellation);
            return true;
        });
    }

    /**
     * Decodes a finished picture.
     *
     * @throws IllegalStateException if it is not finished or is closed, or this model is closed
     * @throws io.darkroom.diffusion.onnx.OnnxException if the graph fails
     */
    public Raster decode(Picture picture) {
        return decode(picture, new Cancellation());
    }

    /**
     * {@link #decode(Picture)}, unless it is cancelled, also in the midst of the decoder. The picture stays as it is.
     *
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public Raster decode(Picture picture, Cancellation cancellation) {
        if (picture.isClosed() || !picture.isFinished()) {
            throw new IllegalStateException("a picture that is closed or not finished cannot be decoded");
        }
        return whileOpen(() -> development.develop(picture.latent(), picture.height(), picture.width(), cancellation));
    }

    /**
     * A glance at a picture on its way, one pixel for each latent unit: it costs next to nothing, and shows the noise that is
     * still there. Empty for a model without {@link LatentRgb#FILE}.
     *
     * @throws IllegalStateException if the picture is closed
     */
    public Optional<Raster> preview(Picture picture) {
        if (picture.isClosed()) {
            throw new IllegalStateException("a picture that is closed has no preview");
        }
        return latentRgb.map(factors -> {
            float[] planes = factors.apply(picture.latent());
            Raster preview = Development.raster(planes, picture.height(), picture.width());
            Arrays.fill(planes, 0);
            return preview;
        });
    }

    /** Waits for the calls under way and frees the graphs; closing again does nothing. */
    @Override
    public void close() {
        Lock alone = use.writeLock();
        alone.lock();
        try {
            if (!closed) {
                closed = true;
                graphs.close();
            }
        } finally {
            alone.unlock();
        }
    }

    private <T> T whileOpen(Supplier<T> call) {
        Lock shared = use.readLock();
        shared.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the model is closed");
            }
            return call.get();
        } finally {
            shared.unlock();
        }
    }
}
