package io.darkroom.diffusion.pipeline;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** The demo model of this repository, loaded once for all tests. */
final class DemoModel {
    private DemoModel() {}

    static Path folder() {
        return Path.of(System.getProperty("basedir", "."), "..", "models", "shapes")
                .normalize();
    }

    static StableDiffusion loaded() {
        return TestModels.get("shapes");
    }

    /** A small request, to be varied by its seed. */
    static PictureRequest request(long seed) {
        return request("a red circle on a blue background", 64, 64, 3, 5, "ddim", seed);
    }

    static PictureRequest request(
            String prompt, int width, int height, int steps, float guidanceScale, String scheduler, long seed) {
        return new PictureRequest(prompt, "blurry", width, height, steps, guidanceScale, scheduler, seed);
    }

    /** Draws one picture from beginning to end, alone. */
    static Raster draw(PictureRequest request) {
        try (Picture picture = begin(request)) {
            finish(List.of(picture));
            return loaded().decode(picture);
        }
    }

    /** The final latent of a picture drawn alone. */
    static float[] latent(PictureRequest request) {
        try (Picture picture = begin(request)) {
            finish(List.of(picture));
            return picture.latent().clone();
        }
    }

    static Picture begin(PictureRequest request) {
        return loaded().begin(request, 1).get(0);
    }

    static void finish(List<Picture> pictures) {
        while (!pictures.get(0).isFinished()) {
            loaded().step(pictures);
        }
    }

    static int greatestDifference(Raster one, Raster other) {
        byte[] a = one.rgb();
        byte[] b = other.rgb();
        return IntStream.range(0, a.length)
                .map(i -> Math.abs((a[i] & 0xff) - (b[i] & 0xff)))
                .max()
                .orElse(0);
    }
}
