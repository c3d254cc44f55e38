package io.darkroom.diffusion.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.darkroom.diffusion.pipeline.Mask;
import io.darkroom.diffusion.pipeline.ModelDescription;
import io.darkroom.diffusion.pipeline.PictureRequest;
import io.darkroom.diffusion.pipeline.Pipeline;
import io.darkroom.diffusion.pipeline.Raster;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** A picture that diffusers drew: the request as {@code POST /v1/jobs} takes it, the final latents and the PNG. Immutable. */
public final class RecordedPicture {
    private static final String SUFFIX = ".json";

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

    /**
     * All in a folder, by name; none if there is no such folder.
     *
     * @param folder of {@code NAME.json} with {@code NAME.png} beside each
     */
    public static List<RecordedPicture> readAll(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<RecordedPicture> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(SUFFIX)) {
                    all.add(read(folder, name.substring(0, name.length() - SUFFIX.length())));
                }
            }
        }
        return List.copyOf(all);
    }

    private static RecordedPicture read(Path folder, String name) throws IOException {
        JsonNode recording = new JsonMapper().readTree(Files.readAllBytes(folder.resolve(name + SUFFIX)));
        Raster raster = raster(decode(Files.readAllBytes(folder.resolve(name + ".png")), name + ".png"));
        return new RecordedPicture(
                name,
                recording.path("request"),
                values(recording.path("latents").path("data")),
                raster);
    }

    private static float[] values(JsonNode data) {
        float[] values = new float[data.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = data.get(i).floatValue();
        }
        return values;
    }

    private static BufferedImage decode(byte[] png, String what) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        if (image == null) {
            throw new IOException(what + " is not a picture");
        }
        return image;
    }

    /** The colours of {@code image}. */
    public static Raster raster(BufferedImage image) {
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

    /** The file's name without its ending. */
    public String name() {
        return name;
    }

    /** The final latent, [4, height / 8, width / 8] row-major; a copy. */
    public float[] latent() {
        return latent.clone();
    }

    /** What diffusers drew. */
    public Raster raster() {
        return raster;
    }

    /** The model that it was drawn with. */
    public String model() {
        return request.path("model").asText();
    }

    /** The way it was drawn. */
    public Pipeline pipeline() {
        if (request.has("mask")) {
            return Pipeline.INPAINT;
        }
        return request.has("init_image") ? Pipeline.IMG2IMG : Pipeline.TXT2IMG;
    }

    /** The scheduler that it names, {@code otherwise} if it names none. */
    public String scheduler(String otherwise) {
        return request.path("scheduler").asText(otherwise);
    }

    /**
     * The request with the model's defaults for what it leaves out.
     *
     * @throws IOException if its picture or mask cannot be decoded
     */
    public PictureRequest asRequest(ModelDescription model) throws IOException {
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
                    raster(given("init_image")), request.path("strength").asDouble());
        }
        return request.has("mask") ? asked.within(mask(given("mask"))) : asked;
    }

    private BufferedImage given(String key) throws IOException {
        try {
            return decode(Base64.getDecoder().decode(request.path(key).asText()), key + " of " + name);
        } catch (IllegalArgumentException e) {
            throw new IOException(key + " of " + name + " is not base64", e);
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

    @Override
    public String toString() {
        return name;
    }
}
