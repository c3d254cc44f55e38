package io.darkroom.diffusion.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.diffusion.golden.Golden;
import io.darkroom.diffusion.scheduler.Schedulers;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Base64;
import javax.imageio.ImageIO;

/** A picture that diffusers drew: the request, the final latents and the PNG. */
final class RecordedPicture {
    private final String name;
    private final JsonNode request;
    private final float[] latent;
    private final Raster raster;

    private RecordedPicture(String name, JsonNode request, float[] latent, Raster raster) {
        this.name = name;
        this.request = request;
        this.latent = latent;
        this.raster = raster;
    }

    /** Reads a recording by its name, without {@code .json}. */
    static RecordedPicture read(String name) {
        JsonNode recording = Golden.read("pictures/" + name + ".json");
        Path png = Golden.folder().resolve("pictures").resolve(name + ".png");
        try {
            Raster raster = raster(ImageIO.read(png.toFile()));
            return new RecordedPicture(
                    name, recording.path("request"), Golden.tensor(recording.path("latents")), raster);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + png, e);
        }
    }

    static Raster raster(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < width * height; i++) {
            int pixel = image.getRGB(i % width, i / width);
            rgb[3 * i] = (byte) (pixel >> 16);
            rgb[3 * i + 1] = (byte) (pixel >> 8);
            rgb[3 * i + 2] = (byte) pixel;
        }
        return new Raster(width, height, rgb);
    }

    /** The final latent, [4, height / 8, width / 8] row-major. */
    float[] latent() {
        return latent;
    }

    Raster raster() {
        return raster;
    }

    /** The model that it was drawn with. */
    String model() {
        return request.path("model").asText();
    }

    /** Whether this engine has the scheduler. */
    boolean isDrawable() {
        return !request.has("scheduler") || Schedulers.names().contains(scheduler(""));
    }

    /** As {@code POST /v1/jobs} takes it: what is left out is the model's default. */
    PictureRequest asRequest(ModelDescription model) {
        PictureRequest asked = new PictureRequest(
                        request.path("prompt").asText(),
                        request.path("negative_prompt").asText(""),
                        request.path("width").asInt(model.defaultWidth()),
                        request.path("height").asInt(model.defaultHeight()),
                        request.path("steps").asInt(model.defaultSteps()),
                        (float) request.path("guidance_scale").asDouble(model.defaultGuidanceScale()),
                        scheduler(model.defaultScheduler()),
                        request.path("seed").asLong())
                .withClipSkip(request.path("clip_skip").asInt())
                .withGuidanceRescale((float) request.path("guidance_rescale").asDouble());
        if (request.has("init_image")) {
            asked = asked.from(
                    raster(decode("init_image")), request.path("strength").asDouble());
        }
        return request.has("mask") ? asked.within(mask(decode("mask"))) : asked;
    }

    private BufferedImage decode(String key) {
        byte[] png = Base64.getDecoder().decode(request.path(key).asText());
        try {
            return ImageIO.read(new ByteArrayInputStream(png));
        } catch (IOException e) {
            throw new UncheckedIOException(name + ": cannot decode " + key, e);
        }
    }

    /** From the red samples, or the gray ones, as they are in the file: {@code getRGB} would correct their gamma. */
    private static Mask mask(BufferedImage image) {
        int width = image.getWidth();
        byte[] gray = new byte[width * image.getHeight()];
        for (int i = 0; i < gray.length; i++) {
            gray[i] = (byte) image.getRaster().getSample(i % width, i / width, 0);
        }
        return new Mask(width, image.getHeight(), gray);
    }

    private String scheduler(String otherwise) {
        return request.path("scheduler").asText(otherwise);
    }

    @Override
    public String toString() {
        return name;
    }
}
