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
    private final int scale;

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
        scale = folder.vae().scale();
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
     * Whether the U-Net takes but one timestep for all rows of a call, so that only pictures at equal timesteps share one.
     * Exporting it anew with a timestep for each row makes it faster for pictures of several jobs.
     */
    public boolean takesOneTimestep() {
        return graphs.unet().oneTimestepPerCall();
    }

    /**
     * Refuses what {@link #begin} would refuse.
     *
     * @throws IllegalArgumentException if the request is outside this model's limits; names parameter and limit
     */
    public void check(Series series) {
        new RequestLimits(description).check(series.request(), series.images());
    }

    /**
     * Encodes the texts, and the picture if one is given, once and starts {@code images} pictures with seeds seed, seed+1, …
     * Each picture holds its own state; the caller closes every one of them.
     *
     * @param images at least 1
     * @throws IllegalArgumentException if the request is outside this model's limits; names parameter and limit
     * @throws IllegalStateException if this model is closed
     */
    public List<Picture> begin(PictureRequest request, int images) {
        return begin(List.of(new Series(request, images)), new Cancellation()).get(0);
    }

    /**
     * {@link #begin(PictureRequest, int)} for several requests at a time: the texts of all of them are encoded in one call,
     * and so are pictures of one size. All are begun or, should anything fail, none.
     *
     * @return the pictures of each
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public List<List<Picture>> begin(List<Series> all, Cancellation cancellation) {
        all.forEach(this::check);
        return whileOpen(() -> start.begin(all, cancellation));
    }

    /** Batch rows of the text encoder that {@link #begin} takes for it at most, at least 1: one for each chunk of its texts. */
    public int textRows(Series series) {
        return start.chunks(series);
    }

    /** What pictures must have in common with this one to share its next U-Net call. */
    public StepShape shape(Picture picture) {
        return denoising.shape(picture, scale);
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
        return decode(List.of(picture), cancellation).get(0);
    }

    /**
     * {@link #decode(Picture, Cancellation)} for several pictures in one call.
     *
     * @param pictures at least one, all of one width and height
     * @throws IllegalArgumentException if they are of different sizes or none at all
     */
    public List<Raster> decode(List<Picture> pictures, Cancellation cancellation) {
        if (pictures.stream().anyMatch(picture -> picture.isClosed() || !picture.isFinished())) {
            throw new IllegalStateException("a picture that is closed or not finished cannot be decoded");
        }
        Denoising.requireOneSize(pictures);
        Picture first = pictures.get(0);
        List<float[]> latents = pictures.stream().map(Picture::latent).toList();
        return whileOpen(() -> development.develop(latents, first.height(), first.width(), cancellation));
    }

    /** That of a picture of the model's own size with texts of the usual length. */
    public StepShape usualShape() {
        return new StepShape(
                description.defaultWidth(),
                description.defaultHeight(),
                graphs.unet().usualTokens(),
                0);
    }

    /**
     * Runs the U-Net on rows of zeros, for whoever wants to know what a call costs.
     *
     * @param rows batch rows, at least 1
     * @param width pixels, as a request's
     * @param height pixels, as a request's
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public void rehearse(int rows, int width, int height, Cancellation cancellation) {
        whileOpen(() -> {
            graphs.unet().rehearse(rows, height / scale, width / scale, cancellation);
            return true;
        });
    }

    /** Gives back the memory that is kept for later calls; those under way keep theirs. It is not slow, and may be done at any time. */
    public void freeBuffers() {
        graphs.freeBuffers();
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
