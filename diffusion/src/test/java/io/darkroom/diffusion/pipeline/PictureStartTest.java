package io.darkroom.diffusion.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.darkroom.diffusion.model.ModelFolder;
import io.darkroom.diffusion.model.TextModel;
import io.darkroom.diffusion.onnx.Cancellation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How often texts are encoded, and what is left of them, by an encoder that keeps all that it was given and gave. */
class PictureStartTest {
    private static final ModelFolder FOLDER = ModelFolder.read(DemoModel.folder());
    private static final TextModel TEXT = FOLDER.texts().get(0);
    private static Graphs graphs;

    private final KeepingLayers layers = new KeepingLayers();
    private final PictureStart start = start(new TextStage(TEXT, layers));

    @BeforeAll
    static void open() {
        graphs = Graphs.open(FOLDER, EngineSettings.defaults());
    }

    @AfterAll
    static void close() {
        graphs.close();
    }

    /** Gives ones for every text. */
    private static final class KeepingLayers implements TextLayers {
        private final List<int[]> texts = new ArrayList<>();
        private final List<EncodedText> encoded = new ArrayList<>();

        @Override
        public int maxSkip() {
            return 0;
        }

        @Override
        public List<EncodedText> encode(List<int[]> ids, int skip, Cancellation cancellation) {
            if (cancellation.isCancelled()) {
                throw new CancellationException("cancelled");
            }
            List<EncodedText> rows = ids.stream().map(text -> ones()).toList();
            texts.addAll(ids);
            encoded.addAll(rows);
            return rows;
        }

        private static EncodedText ones() {
            float[] states =
                    new float[TEXT.tokenizer().maxLength() * TEXT.encoder().hiddenSize()];
            Arrays.fill(states, 1);
            return new EncodedText(states, new float[0]);
        }

        boolean holdsNothing() {
            return texts.stream().allMatch(ids -> Arrays.stream(ids).allMatch(id -> id == 0))
                    && encoded.stream().allMatch(text -> Arrays.equals(text.states(), new float[text.states().length]));
        }
    }

    @Test
    void aTextIsEncodedOnceForAllPicturesOfItsJob() {
        begin(new Series(DemoModel.request(1), 3));

        // Prompt and negative prompt.
        assertThat(layers.texts).hasSize(2);
    }

    @Test
    void nothingOfATextIsLeftForTheNextJob() {
        begin(new Series(DemoModel.request(1), 1));
        assertThat(layers.holdsNothing()).isTrue();

        begin(new Series(DemoModel.request(1), 1));
        assertThat(layers.texts).hasSize(4);
        assertThat(layers.holdsNothing()).isTrue();
    }

    @Test
    void textsOfSeveralJobsAreNotTakenForOneThoughTheyAreTheSame() {
        begin(new Series(DemoModel.request(1), 1), new Series(DemoModel.request(1), 1));

        assertThat(layers.texts).hasSize(4);
    }

    @Test
    void onlyNoTextAtAllIsKept() {
        PictureRequest request = new PictureRequest("", "", 64, 64, 3, 5, "ddim", 1);

        begin(new Series(request, 1));
        begin(new Series(request, 1));

        assertThat(layers.texts).hasSize(1);
    }

    @Test
    void nothingOfATextIsLeftOfAnEncodingThatIsCancelled() {
        Cancellation cancellation = new Cancellation();
        KeepingLayers first = new KeepingLayers();
        TextLayers second = new TextLayers() {
            @Override
            public int maxSkip() {
                return 0;
            }

            @Override
            public List<EncodedText> encode(List<int[]> ids, int skip, Cancellation cancelled) {
                cancellation.cancel();
                return layers.encode(ids, skip, cancelled);
            }
        };
        PictureStart two = start(new TextStage(TEXT, first), new TextStage(TEXT, second));

        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> two.begin(List.of(new Series(DemoModel.request(1), 1)), cancellation));
        assertThat(first.texts).hasSize(2);
        assertThat(first.holdsNothing()).isTrue();
    }

    @Test
    void countsTheChunksOfPromptAndNegativePrompt() {
        PictureRequest guided = DemoModel.request("red ".repeat(90), 64, 64, 3, 5, "ddim", 1);
        PictureRequest plain = DemoModel.request("red ".repeat(90), 64, 64, 3, 1, "ddim", 1);

        assertThat(start.chunks(new Series(guided, 3))).isEqualTo(4);
        assertThat(start.chunks(new Series(plain, 3))).isEqualTo(2);
    }

    private static PictureStart start(TextStage... stages) {
        TextStages texts = new TextStages(FOLDER, List.of(stages), true);
        return new PictureStart(FOLDER, graphs, new SchedulerSet(FOLDER.scheduler()), texts);
    }

    private void begin(Series... all) {
        start.begin(List.of(all), new Cancellation()).forEach(pictures -> pictures.forEach(Picture::close));
    }
}
