package io.darkroom.diffusion.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the package's documentation draws, and is what is documented. */
class ExampleTest {
    private static final Path SOURCES = Path.of(System.getProperty("basedir", "."), "src");
    private static final String PACKAGE = "java/io/darkroom/diffusion/pipeline";

    @TempDir
    Path empty;

    @Test
    void drawsThePictureOfItsSeed() throws IOException {
        Path file = empty.resolve("picture.png");

        draw(DemoModel.folder(), file);

        Raster expected = DemoModel.draw(new PictureRequest("a red circle", "", 128, 128, 20, 5, "ddim", 42));
        assertThat(file).hasBinaryContent(PngEncoder.encode(expected));
        assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(128);
    }

    private static void draw(Path folder, Path file) throws IOException {
        // The example begins here.
        try (StableDiffusion model = StableDiffusion.load(folder, EngineSettings.defaults())) {
            PictureRequest request = new PictureRequest("a red circle", "", 128, 128, 20, 5, "ddim", 42);
            try (Picture picture = model.begin(request, 1).get(0)) {
                while (!picture.isFinished()) {
                    model.step(List.of(picture));
                }
                Files.write(file, PngEncoder.encode(model.decode(picture)));
            }
        }
        // The example ends here.
    }

    @Test
    void isWhatTheDocumentationShowsInTenLines() throws IOException {
        String documented = between(" * <pre>{@code", " * }</pre>", "main", "package-info.java");
        String tested =
                between("        // The example begins", "        // The example ends", "test", "ExampleTest.java");

        assertThat(documented.replaceAll("(?m)^ \\* ", "")).isEqualTo(tested.replaceAll("(?m)^ {8}", ""));
        assertThat(documented.lines()).hasSizeLessThanOrEqualTo(10);
    }

    /** The lines after the one that starts with {@code first}, up to the one that starts with {@code last}. */
    private static String between(String first, String last, String sources, String file) throws IOException {
        List<String> lines =
                Files.readAllLines(SOURCES.resolve(sources).resolve(PACKAGE).resolve(file));
        return lines.stream()
                .dropWhile(line -> !line.startsWith(first))
                .skip(1)
                .takeWhile(line -> !line.startsWith(last))
                .collect(Collectors.joining("\n"));
    }
}
