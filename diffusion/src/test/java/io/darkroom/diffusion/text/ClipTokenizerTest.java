package io.darkroom.diffusion.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.diffusion.golden.Golden;
import io.darkroom.diffusion.golden.GoldenModels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids beyond the recording are those of transformers 5.23.0 with tokenizers 0.23.3. */
class ClipTokenizerTest {
    private static final Path DEMO = Path.of("..", "models", "shapes", "tokenizer");
    private static final int START = 873;
    private static final int END = 874;
    private static final String ANY_CASE = """
            {"bos_token": {"content": "<|startoftext|>", "normalized": true},
             "eos_token": {"content": "<|endoftext|>", "normalized": true},
             "unk_token": {"content": "<|endoftext|>", "normalized": true},
             "pad_token": %s}""";

    @TempDir
    Path folder;

    @BeforeEach
    void copyTheDemoTokenizer() throws IOException {
        for (String file :
                new String[] {"vocab.json", "merges.txt", "special_tokens_map.json", "tokenizer_config.json"}) {
            Files.write(folder.resolve(file), Files.readAllBytes(DEMO.resolve(file)));
        }
    }

    @Test
    void encodesEveryRecordedTextAsTransformersDoes() throws Exception {
        ClipTokenizer tokenizer =
                ClipTokenizer.load(GoldenModels.folder("shapes").resolve("tokenizer"));

        for (JsonNode row : Golden.read("tokens.json")) {
            String text = row.get("text").textValue();
            assertThat(tokenizer.encode(text)).as(text).containsExactly(numbers(row.get("ids")));
        }
    }

    @Test
    void theRecordingHoldsTexts() {
        assertThat(Golden.read("tokens.json")).isNotEmpty();
    }

    @Test
    void surroundsTheTextWithStartAndEndAndPadsToTheLength() throws Exception {
        int[] ids = ClipTokenizer.load(folder).encode("a red circle");

        assertThat(ids).hasSize(77).startsWith(START, 320, 536, 626, END);
        assertThat(Arrays.copyOfRange(ids, 5, 77)).containsOnly(END);
    }

    @ParameterizedTest
    @ValueSource(ints = {74, 75, 76, 200})
    void cutsALongTextButKeepsItsEnd(int words) throws Exception {
        int[] ids = ClipTokenizer.load(folder).encode("red ".repeat(words));

        int kept = Math.min(words, 75);
        assertThat(Arrays.stream(ids).filter(id -> id == 536)).hasSize(kept);
        assertThat(ids[kept + 1]).isEqualTo(END);
        assertThat(ids).hasSize(77);
    }

    @Test
    void cutsInsideAWordThatDoesNotFit() throws Exception {
        int[] ids = ClipTokenizer.load(folder).encode("red ".repeat(74) + "x\u00e9");

        assertThat(Arrays.copyOfRange(ids, 74, 77)).containsExactly(536, 87, END);
    }

    @Test
    void takesOtherFormsOfALetterForTheSame() throws Exception {
        ClipTokenizer tokenizer = ClipTokenizer.load(folder);

        assertThat(words(tokenizer.encode("e\u0301"))).containsExactly(127, 358);
        assertThat(words(tokenizer.encode("\u00c9"))).containsExactly(127, 358);
    }

    @Test
    void lowersEachLetterByItself() throws Exception {
        int[] ids = ClipTokenizer.load(folder).encode("\u03a3\u0391\u03a3");

        assertThat(words(ids)).as("no final sigma").containsExactly(139, 225, 138, 109, 139, 481);
    }

    @Test
    void takesEveryKindOfSpaceForOne() throws Exception {
        int[] ids = ClipTokenizer.load(folder).encode("\u00a0x\u2003y\u3000");

        assertThat(words(ids)).containsExactly(343, 344);
    }

    @Test
    void takesDigitsOneByOneAndContractionsWhole() throws Exception {
        ClipTokenizer tokenizer = ClipTokenizer.load(folder);

        assertThat(words(tokenizer.encode("12\u00b3"))).containsExactly(272, 273, 126, 367);
        assertThat(words(tokenizer.encode("I'LL"))).containsExactly(328, 6, 579);
    }

    @Test
    void findsSpecialTokensInTheMiddleOfAText() throws Exception {
        int[] ids = ClipTokenizer.load(folder).encode("a red circle<|endoftext|>a");

        assertThat(Arrays.copyOf(ids, 7)).containsExactly(START, 320, 536, 626, END, 320, END);
    }

    @Test
    void findsSpecialTokensOnlyAsTheyAreWritten() throws Exception {
        ClipTokenizer tokenizer = ClipTokenizer.load(folder);

        assertThat(words(tokenizer.encode("<|ENDOFTEXT|>'S")))
                .containsExactly(27, 347, 541, 714, 69, 83, 68, 87, 339, 91, 285, 6, 338);
        assertThat(words(tokenizer.encode("<|STARTofTEXT|>")))
                .containsExactly(27, 347, 605, 526, 83, 78, 69, 83, 68, 87, 339, 91, 285);
    }

    @Test
    void findsNormalizedSpecialTokensInAnyCase() throws Exception {
        write("special_tokens_map.json", ANY_CASE.formatted("\"!\""));

        int[] ids = ClipTokenizer.load(folder).encode("<|ENDOFTEXT|>'S");

        assertThat(Arrays.copyOf(ids, 5)).containsExactly(START, END, 6, 338, END);
    }

    @Test
    void theLastPartThatATokenPlaysTellsWhetherItIsNormalized() throws Exception {
        write("special_tokens_map.json", ANY_CASE.formatted("\"<|endoftext|>\""));

        ClipTokenizer tokenizer = ClipTokenizer.load(folder);

        assertThat(words(tokenizer.encode("<|ENDOFTEXT|>"))).startsWith(27, 347);
        assertThat(tokenizer.encode("<|STARTofTEXT|>")).startsWith(START, START, END);
    }

    @Test
    void theAddedTokensTellBeforeThePartsWhetherATokenIsNormalized() throws Exception {
        write("tokenizer_config.json", """
                {"added_tokens_decoder": {"874": {"content": "<|endoftext|>", "normalized": true}}}""");

        int[] ids = ClipTokenizer.load(folder).encode("<|ENDOFTEXT|>a");

        assertThat(Arrays.copyOf(ids, 4)).containsExactly(START, END, 320, END);
    }

    @Test
    void padsWithTheTokenOfTheFolder() throws Exception {
        write("special_tokens_map.json", ANY_CASE.formatted("\"!\""));

        int[] ids = ClipTokenizer.load(folder).encode("a!!");

        assertThat(Arrays.copyOf(ids, 5)).containsExactly(START, 320, 0, 0, END);
        assertThat(Arrays.copyOfRange(ids, 5, 77)).containsOnly(0);
    }

    @Test
    void takesSpecialTokensFromTheConfigurationIfThereIsNoMap() throws Exception {
        Files.delete(folder.resolve("special_tokens_map.json"));
        write("tokenizer_config.json", "{\"pad_token\": {\"content\": \"!\"}, \"model_max_length\": 9}");

        ClipTokenizer tokenizer = ClipTokenizer.load(folder);

        assertThat(tokenizer.encode("a")).containsExactly(START, 320, END, 0, 0, 0, 0, 0, 0);
        assertThat(tokenizer.maxLength()).isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4096})
    void takesALengthWithinItsLimits(int length) throws Exception {
        write("tokenizer_config.json", "{\"model_max_length\": " + length + "}");

        int[] ids = ClipTokenizer.load(folder).encode("a red circle");

        assertThat(ids).hasSize(length).endsWith(END);
    }

    @Test
    void doesWithoutTheTwoFilesThatMayBeMissing() throws Exception {
        Files.delete(folder.resolve("special_tokens_map.json"));
        Files.delete(folder.resolve("tokenizer_config.json"));

        ClipTokenizer tokenizer = ClipTokenizer.load(folder);

        assertThat(tokenizer.encode("a red circle"))
                .containsExactly(ClipTokenizer.load(DEMO).encode("a red circle"));
        assertThat(tokenizer.vocabularySize()).isEqualTo(875);
    }

    @Test
    void takesTheUnknownTokenForASymbolThatTheVocabularyLacks() throws Exception {
        write("vocab.json", "{\"<|startoftext|>\": 0, \"<|endoftext|>\": 1, \"a</w>\": 2}");

        int[] ids = ClipTokenizer.load(folder).encode("a b a");

        assertThat(Arrays.copyOf(ids, 6)).containsExactly(0, 2, 1, 2, 1, 1);
    }

    @Test
    void readsMergesWithoutAVersionAndWithWindowsLineEnds() throws Exception {
        String merges = Files.readString(folder.resolve("merges.txt"));
        write("merges.txt", merges.substring(merges.indexOf('\n') + 1).replace("\n", "\r\n"));

        int[] ids = ClipTokenizer.load(folder).encode("a large cyan square");

        assertThat(ids).startsWith(START, 320, 583, 555, 622, END);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vocab.json", "merges.txt"})
    void refusesAFolderWithoutAFileThatItNeeds(String file) throws Exception {
        Files.delete(folder.resolve(file));

        assertThatIOException().isThrownBy(() -> ClipTokenizer.load(folder)).withMessage(file + ": missing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
                    vocab.json              ; {"a": 1                           ; not JSON
                    vocab.json              ; [1, 2]                            ; must hold a JSON object
                    vocab.json              ; ``                                ; must hold a JSON object
                    vocab.json              ; {"a": "1"}                        ; "a" is not a whole number
                    vocab.json              ; {"a": -1}                         ; "a" is not a whole number
                    vocab.json              ; {"a": 4294967296}                 ; "a" is not a whole number
                    vocab.json              ; {"<|startoftext|>": 0}            ; lacks the eos_token <|endoftext|>
                    vocab.json              ; {"<|endoftext|>": 0}              ; lacks the bos_token <|startoftext|>
                    merges.txt              ; one                               ; line 1 is not two symbols
                    merges.txt              ; a b c                             ; line 1 is not two symbols
                    special_tokens_map.json ; {                                 ; not JSON
                    special_tokens_map.json ; []                                ; must hold a JSON object
                    special_tokens_map.json ; {"bos_token": 3}                  ; bos_token must be text
                    special_tokens_map.json ; {"bos_token": ""}                 ; bos_token must be text
                    special_tokens_map.json ; {"eos_token": {}}                 ; eos_token must be text
                    tokenizer_config.json   ; {"model_max_length": 1}           ; model_max_length must be
                    tokenizer_config.json   ; {"model_max_length": 4097}         ; model_max_length must be
                    tokenizer_config.json   ; {"model_max_length": 77.5}        ; model_max_length must be
                    tokenizer_config.json   ; {"model_max_length": 1000000000000000019884624838656}; model_max_length must be
                    tokenizer_config.json   ; {"model_max_length": 18446744073709551693}; model_max_length must be
                    """)
    void refusesABrokenFileByItsName(String file, String content, String complaint) throws Exception {
        write(file, content);

        assertThatIOException()
                .isThrownBy(() -> ClipTokenizer.load(folder))
                .withMessageStartingWith(file + ": ")
                .withMessageContaining(complaint);
    }

    @Test
    void refusesAFileThatIsNotUtf8ByItsName() throws Exception {
        Files.write(folder.resolve("merges.txt"), "caf\u00e9 x".getBytes(StandardCharsets.ISO_8859_1));

        assertThatIOException()
                .isThrownBy(() -> ClipTokenizer.load(folder))
                .withMessageStartingWith("merges.txt: cannot be read");
    }

    @Test
    void refusesASpecialTokenThatIsNotInTheVocabulary() throws Exception {
        write("special_tokens_map.json", "{\"pad_token\": \"<pad>\"}");

        assertThatIOException()
                .isThrownBy(() -> ClipTokenizer.load(folder))
                .withMessage("vocab.json: lacks the pad_token <pad>");
    }

    private void write(String file, String content) throws IOException {
        Files.writeString(folder.resolve(file), content);
    }

    /** What lies between the start and the first end. */
    private static int[] words(int[] ids) {
        return Arrays.stream(ids).skip(1).takeWhile(id -> id != END).toArray();
    }

    private static int[] numbers(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .mapToInt(JsonNode::intValue)
                .toArray();
    }
}
