package io.darkroom.worker.draw;

import io.darkroom.core.job.FailureCode;
import io.darkroom.core.job.JobSpec;
import io.darkroom.core.job.Pipeline;
import io.darkroom.core.picture.PictureDecoder;
import io.darkroom.core.picture.PictureRefused;
import io.darkroom.core.picture.PictureSize;
import io.darkroom.core.picture.Pixels;
import io.darkroom.core.privacy.PictureBytes;
import io.darkroom.core.privacy.PromptDocument;
import io.darkroom.diffusion.pipeline.Mask;
import io.darkroom.diffusion.pipeline.PictureRequest;
import io.darkroom.diffusion.pipeline.Raster;
import io.darkroom.diffusion.random.Rng;
import org.jspecify.annotations.Nullable;

/**
 * What a drawing begins with: the prompt, and the picture and mask that came with it, decoded. The API has looked at them
 * too, unless the client sealed them.
 */
final class Begin implements AutoCloseable {
    private final JobSpec spec;
    private final PromptDocument document;
    private @Nullable Pixels picture;
    private @Nullable Pixels mask;

    /**
     * Decodes what came with the prompt.
     *
     * @throws UnusableDocument if it cannot be drawn from, or is not what the job's pipeline starts from
     */
    Begin(JobSpec spec, PromptDocument document) {
        this.spec = spec.startingFrom(found(spec, document));
        requireSeeds(spec, document);
        this.document = document;
        PictureBytes pictureFile = document.initImage();
        PictureBytes maskFile = document.mask();
        PictureSize size = new PictureSize(spec.width(), spec.height());
        try {
            picture = pictureFile == null ? null : PictureDecoder.picture(pictureFile, size);
            mask = maskFile == null ? null : PictureDecoder.mask(maskFile, size);
        } catch (PictureRefused e) {
            close();
            throw UnusableDocument.of(e);
        }
    }

    /** What it was told to start from, if it was; what it does start from. */
    private static Pipeline found(JobSpec spec, PromptDocument document) {
        Pipeline found = document.initImage() == null
                ? Pipeline.TXT2IMG
                : document.mask() == null ? Pipeline.IMG2IMG : Pipeline.INPAINT;
        boolean maskAlone = document.initImage() == null && document.mask() != null;
        if (maskAlone || (spec.pipeline() != Pipeline.UNTOLD && spec.pipeline() != found)) {
            throw new UnusableDocument(FailureCode.INVALID_PICTURE);
        }
        return found;
    }

    /** Picture {@code i} has the seed of the first and {@code i}, which must be a seed too. */
    private static void requireSeeds(JobSpec spec, PromptDocument document) {
        if (document.seed() > Long.MAX_VALUE - (spec.images() - 1)) {
            throw new UnusableDocument(FailureCode.INVALID_PROMPT);
        }
    }

    /** What it starts from. */
    Pipeline pipeline() {
        return spec.pipeline();
    }

    /** For the engine, as long as this is open. */
    PictureRequest request(long seed) {
        PictureRequest request = new PictureRequest(
                        document.prompt().revealPlaintext(),
                        document.negativePrompt().revealPlaintext(),
                        spec.width(),
                        spec.height(),
                        spec.steps(),
                        spec.guidanceScale(),
                        spec.scheduler(),
                        seed)
                .withClipSkip(spec.clipSkip())
                .withGuidanceRescale(spec.guidanceRescale())
                .withRng(Rng.valueOf(spec.rng().name()));
        if (picture != null) {
            Raster raster = new Raster(picture.width(), picture.height(), picture.revealValues());
            request = request.from(raster, spec.strength());
        }
        return mask == null ? request : request.within(new Mask(mask.width(), mask.height(), mask.revealValues()));
    }

    /** Overwrites what was decoded. */
    @Override
    public void close() {
        if (picture != null) {
            picture.close();
        }
        if (mask != null) {
            mask.close();
        }
    }
}
