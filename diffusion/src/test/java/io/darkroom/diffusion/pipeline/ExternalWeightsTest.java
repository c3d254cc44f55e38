package io.darkroom.diffusion.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.darkroom.diffusion.golden.Golden;
import io.darkroom.diffusion.golden.RecordedPicture;
import io.darkroom.diffusion.model.GraphFile;
import io.darkroom.diffusion.model.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models whose weights lie in files beside the graphs. */
class ExternalWeightsTest {
    private static final String MODEL = "sd1-optimum";
    private static final String UNET = "unet/model.onnx";

    @TempDir
    Path parent;

    private FolderCopy model;

    @BeforeEach
    void copy() {
        model = new FolderCopy(parent, TestModels.folder(MODEL));
    }

    private byte[] takeOut(String location) {
        return ExternalWeights.takeOut(model, UNET, location);
    }

    private Path write(String file, byte[] weights) throws IOException {
        Path path = model.path(file);
        Files.createDirectories(path.getParent());
        return Files.write(path, weights);
    }

    @Test
    void drawTheVeryPictureOfTheModelWithItsWeightsWithin() throws IOException {
        write("unet/model.onnx_data", takeOut("model.onnx_data"));
        write("text_encoder/weights.pb", ExternalWeights.takeOut(model, "text_encoder/model.onnx", "weights.pb"));
        RecordedPicture recorded = RecordedPicture.readAll(Golden.folder().resolve("pictures")).stream()
                .filter(recording -> recording.model().equals(MODEL))
                .findFirst()
                .orElseThrow();

        try (StableDiffusion loaded = model.load()) {
            assertThat(Files.size(model.path(UNET))).isLessThan(Files.size(model.path("unet/model.onnx_data")));
            assertThat(draw(loaded, recorded)).isEqualTo(draw(TestModels.get(MODEL), recorded));
        }
    }

    private static byte[] draw(StableDiffusion model, RecordedPicture recorded) throws IOException {
        try (Picture picture =
                model.begin(recorded.asRequest(model.description()), 1).get(0)) {
            while (!picture.isFinished()) {
                model.step(List.of(picture));
            }
            return model.decode(picture).rgb();
        }
    }

    @Test
    void countAsBytesOfTheirGraph() throws IOException {
        byte[] weights = takeOut("model.onnx_data");
        write("unet/model.onnx_data", weights);
        write("unet/diffusion_pytorch_model.safetensors", new byte[1000]);

        GraphFile graph = GraphFile.read(model.folder(), UNET);

        assertThat(graph.bytes()).isEqualTo(Files.size(model.path(UNET)) + weights.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub/weights.bin", "./weights.bin", "../unet/weights.bin"})
    void mayLieAnywhereInTheGraphsFolder(String location) throws IOException {
        write("unet/" + location, takeOut(location));

        model.load().close();
    }

    @Test
    void mayBeLinkedIntoAnotherFolderWithTheirGraphAsACacheHasThem() throws IOException {
        Path weights = write("blobs/1", takeOut("model.onnx_data"));
        Path graph = Files.move(model.path(UNET), model.path("blobs/2"));
        Files.createSymbolicLink(model.path(UNET), graph);
        Files.createSymbolicLink(model.path("unet/model.onnx_data"), weights);

        model.load().close();
    }

    @Test
    void areRefusedIfTheyAreMissing() {
        takeOut("model.onnx_data");

        refused("unet/model.onnx_data: is missing, which holds weights of unet/model.onnx");
    }

    @Test
    void areRefusedIfTheyAreCutOff() throws IOException {
        byte[] weights = takeOut("model.onnx_data");
        write("unet/model.onnx_data", Arrays.copyOf(weights, weights.length - 1));

        refused("unet/model.onnx_data: is cut off: it has " + (weights.length - 1)
                + " bytes, but unet/model.onnx reads " + weights.length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../weights.bin",
                "sub/../../weights.bin",
                "../../weights.bin",
                "../unet2/weights.bin",
                "",
                ".",
                "a\0b"
            })
    void areRefusedOutsideOfTheGraphsFolder(String location) throws IOException {
        byte[] weights = takeOut(location);
        write("weights.bin", weights);
        write("../weights.bin", weights);
        write("unet2/weights.bin", weights);

        refused("unet/model.onnx: weights in \"" + location + "\" are outside of the graph's own folder");
    }

    @Test
    void areRefusedByAPathFromTheRoot() throws IOException {
        Path weights = parent.resolve("weights.bin");
        Files.write(weights, takeOut(weights.toString()));

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(model::load)
                .withMessage(UNET + ": weights in \"" + weights + "\" are outside of the graph's own folder");
    }

    @Test
    void areRefusedBehindALinkToElsewhere() throws IOException {
        Path weights = write("../weights.bin", takeOut("model.onnx_data"));
        Files.createSymbolicLink(model.path("unet/model.onnx_data"), weights);

        refused("unet/model.onnx: weights in \"unet/model.onnx_data\" are outside of the graph's own folder");
    }

    @Test
    void areFoundInGraphsWithinGraphsToo() throws IOException {
        ProtobufMessage tensor = new ProtobufMessage()
                .number(14, 1)
                .message(13, new ProtobufMessage().text(2, "../secret").text(1, "location"));
        ProtobufMessage body = new ProtobufMessage().message(5, tensor);
        ProtobufMessage node = new ProtobufMessage().message(5, new ProtobufMessage().message(6, body));
        ProtobufMessage file = new ProtobufMessage().message(7, new ProtobufMessage().message(1, node));
        model.write(UNET, file.bytes());

        refused("unet/model.onnx: weights in \"../secret\" are outside of the graph's own folder");
    }

    @Test
    void ofAGraphOfEndlesslyNestedGraphsAreLeftToOnnxRuntimeToRefuse() {
        ProtobufMessage graph = new ProtobufMessage();
        for (int i = 0; i < 200; i++) {
            graph = new ProtobufMessage()
                    .message(1, new ProtobufMessage().message(5, new ProtobufMessage().message(6, graph)));
        }
        model.write(UNET, new ProtobufMessage().message(7, graph).bytes());

        refused("unet/model.onnx: cannot be loaded: ");
    }

    private void refused(String start) {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> model.load().close())
                .withMessageStartingWith(start)
                .withMessageNotContaining(parent.toString())
                .withNoCause();
    }
}
