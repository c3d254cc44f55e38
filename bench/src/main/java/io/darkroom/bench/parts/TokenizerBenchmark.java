package io.darkroom.bench.parts;

import io.darkroom.diffusion.text.ClipTokenizer;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A prompt of twelve words to token ids. */
@State(Scope.Benchmark)
public class TokenizerBenchmark {
    private static final String PROMPT = "a large green star on a red and white striped background, detailed, sharp";

    @SuppressWarnings("NullAway.Init") // JMH calls the set-up
    private ClipTokenizer tokenizer;

    /** Reads the demo model's vocabulary. */
    @Setup
    public void load() throws IOException {
        tokenizer = ClipTokenizer.load(DemoModel.folder().resolve("tokenizer"));
    }

    /** Encodes. */
    @Benchmark
    public int[] tokenizer() {
        return tokenizer.encode(PROMPT);
    }
}
