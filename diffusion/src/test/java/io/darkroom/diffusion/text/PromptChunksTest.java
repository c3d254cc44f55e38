package io.darkroom.diffusion.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PromptChunksTest {
    private static ClipTokenizer tokenizer;

    @BeforeAll
    static void load() throws IOException {
        tokenizer =
                ClipTokenizer.load(Path.of(System.getProperty("basedir", "."), "..", "models", "shapes", "tokenizer"));
    }

    @Test
    void aShortPromptIsWhatTheTokenizerMakesOfIt() {
        List<TokenChunk> chunks = PromptChunks.of(tokenizer, "a red circle, blue background");

        assertThat(chunks).hasSize(1);
        assertThat(chunks.get(0).ids()).isEqualTo(tokenizer.encode("a red circle, blue background"));
        assertThat(chunks.get(0).isPlain()).isTrue();
    }

    @Test
    void anEmptyPromptIsOneChunk() {
        assertThat(PromptChunks.of(tokenizer, "")).hasSize(1);
        assertThat(PromptChunks.of(tokenizer, "").get(0).ids()).isEqualTo(tokenizer.encode(""));
    }

    @Test
    void weightsFollowTheirTokensAndNotStartAndEnd() {
        TokenChunk chunk = PromptChunks.of(tokenizer, "a (red:1.5) circle").get(0);

        assertThat(chunk.ids()).isEqualTo(tokenizer.encode("a red circle"));
        assertThat(chunk.weights()).startsWith(1, 1, 1.5f, 1, 1).hasSize(77);
        assertThat(chunk.isPlain()).isFalse();
    }

    @Test
    void seventyFiveTokensFillAChunkAndTheNextBeginsAnother() {
        assertThat(PromptChunks.of(tokenizer, "red ".repeat(75))).hasSize(1);

        List<TokenChunk> chunks = PromptChunks.of(tokenizer, "red ".repeat(75) + "blue");

        assertThat(chunks).hasSize(2);
        assertThat(chunks.get(0).ids()).isEqualTo(tokenizer.encode("red ".repeat(75)));
        assertThat(chunks.get(1).ids()).isEqualTo(tokenizer.encode("blue"));
    }

    @Test
    void isCutAfterACommaThatIsNear() {
        List<TokenChunk> chunks = PromptChunks.of(tokenizer, "red ".repeat(60) + ", " + "blue ".repeat(20));

        assertThat(chunks.get(0).ids()).isEqualTo(tokenizer.encode("red ".repeat(60) + ","));
        assertThat(chunks.get(1).ids()).isEqualTo(tokenizer.encode("blue ".repeat(20)));
    }

    @Test
    void isNotCutAfterACommaThatIsFar() {
        List<TokenChunk> chunks = PromptChunks.of(tokenizer, "red ".repeat(40) + ", " + "blue ".repeat(40));

        assertThat(chunks.get(0).ids()).isEqualTo(tokenizer.encode("red ".repeat(40) + ", " + "blue ".repeat(34)));
        assertThat(chunks.get(1).ids()).isEqualTo(tokenizer.encode("blue ".repeat(6)));
    }

    @Test
    void breakBeginsAChunk() {
        List<TokenChunk> chunks = PromptChunks.of(tokenizer, "a red circle BREAK (blue:2)");

        assertThat(chunks).hasSize(2);
        assertThat(chunks.get(1).ids()).isEqualTo(tokenizer.encode("blue"));
        assertThat(chunks.get(1).weights()).startsWith(1, 2, 1);
    }

    @Test
    void holdsNothingOnceErased() {
        TokenChunk chunk = PromptChunks.of(tokenizer, "a red circle").get(0);
        chunk.erase();

        assertThat(chunk.ids()).containsOnly(0);
        assertThat(chunk.toString()).isEqualTo("TokenChunk[hidden]");
    }
}
