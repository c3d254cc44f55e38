package io.darkroom.core.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.darkroom.core.job.JobId;
import io.darkroom.core.privacy.PictureBytes;
import io.darkroom.core.privacy.Prompt;
import io.darkroom.core.privacy.PromptDocument;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A prompt document as JSON. Octet by octet, so that no text of a whole picture ever comes about. */
final class PromptJson {
    private static final String PROMPT = "prompt";
    private static final String NEGATIVE_PROMPT = "negative_prompt";
    private static final String SEED = "seed";
    private static final String INIT_IMAGE = "init_image";
    private static final String MASK = "mask";
    private static final String RESULT_KEY = "result_key";

    /** Of a UTF-16 unit in UTF-8. */
    private static final int MOST_OCTETS = 3;
    /** The same in a JSON string, which escapes a control character by its four hexadecimal digits. */
    private static final int MOST_OCTETS_ESCAPED = 6;

    /** Closing a generator must not close, and so erase, what it wrote to. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private PromptJson() {}

    /** The document, and white space up to the next multiple of {@code step} octets; whoever asked for it erases it. */
    static byte[] write(PromptDocument document, int step) {
        try (ErasedOctets out = new ErasedOctets(expectedSize(document))) {
            try (JsonGenerator json = JSON.createGenerator(out)) {
                json.writeStartObject();
                json.writeStringField(PROMPT, document.prompt().revealPlaintext());
                json.writeStringField(NEGATIVE_PROMPT, document.negativePrompt().revealPlaintext());
                json.writeNumberField(SEED, document.seed());
                write(json, INIT_IMAGE, document.initImage());
                write(json, MASK, document.mask());
                String resultKey = document.resultKey();
                if (resultKey != null) {
                    json.writeFieldName(RESULT_KEY);
                    json.writeRawValue(resultKey);
                }
                json.writeEndObject();
            }
            byte[] padded = out.copy((out.size() + step - 1) / step * step);
            Arrays.fill(padded, out.size(), padded.length, (byte) ' ');
            return padded;
        } catch (IOException impossible) {
            throw new SealException("cannot seal");
        }
    }

    private static void write(JsonGenerator json, String field, @Nullable PictureBytes picture) throws IOException {
        if (picture != null) {
            json.writeBinaryField(field, picture.revealBytes());
        }
    }

    /** Room for any document like it: what has to grow leaves its old array behind, and nothing erases that. */
    static int expectedSize(PromptDocument document) {
        String resultKey = document.resultKey();
        return 1024
                + MOST_OCTETS_ESCAPED * document.prompt().revealPlaintext().length()
                + MOST_OCTETS_ESCAPED
                        * document.negativePrompt().revealPlaintext().length()
                + (resultKey == null ? 0 : MOST_OCTETS * resultKey.length())
                + base64Size(document.initImage())
                + base64Size(document.mask());
    }

    private static int base64Size(@Nullable PictureBytes picture) {
        return picture == null ? 0 : (picture.revealBytes().length + 2) / 3 * 4;
    }

    /**
     * Reads a document. Strict, since a field that is passed over, a misspelt {@code result_key} say, would be missed too late.
     *
     * @throws IOException if it is none, or holds anything else
     * @throws IllegalArgumentException if a value is beyond its limits
     */
    static PromptDocument read(JobId job, byte[] text) throws IOException {
        require(isUtf8(text));
        try (Fields fields = new Fields();
                JsonParser json = JSON.createParser(text)) {
            require(json.nextToken() == JsonToken.START_OBJECT);
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                json.nextToken();
                fields.read(name, json);
            }
            require(json.nextToken() == null);
            return fields.document(DrawnSeed.of(job, text));
        }
    }

    /** The parser would find out by itself that it is not, and read it all the same. */
    private static boolean isUtf8(byte[] text) {
        return text.length > 1 && text[0] > 0 && text[1] != 0;
    }

    private static void require(boolean holds) throws IOException {
        if (!holds) {
            throw new IOException("not a prompt document");
        }
    }

    /** What has been read so far; erases the pictures unless they made it into a document. */
    private static final class Fields implements AutoCloseable {
        private @Nullable String prompt;
        private String negativePrompt = "";
        private @Nullable Long seed;
        private @Nullable PictureBytes initImage;
        private @Nullable PictureBytes mask;
        private @Nullable String resultKey;

        void read(@Nullable String name, JsonParser json) throws IOException {
            switch (String.valueOf(name)) {
                case PROMPT -> prompt = text(json);
                case NEGATIVE_PROMPT -> negativePrompt = text(json);
                case SEED -> seed = number(json);
                case INIT_IMAGE -> initImage = picture(json, initImage);
                case MASK -> mask = picture(json, mask);
                case RESULT_KEY -> resultKey = object(json);
                default -> require(false);
            }
        }

        private static long number(JsonParser json) throws IOException {
            require(json.currentToken() == JsonToken.VALUE_NUMBER_INT);
            return json.getLongValue();
        }

        /** What it says is for {@link ResultKey} to judge. */
        private static String object(JsonParser json) throws IOException {
            require(json.currentToken() == JsonToken.START_OBJECT);
            StringWriter text = new StringWriter();
            try (JsonGenerator copy = JSON.createGenerator(text)) {
                copy.copyCurrentStructure(json);
            }
            return text.toString();
        }

        private static String text(JsonParser json) throws IOException {
            require(json.currentToken() == JsonToken.VALUE_STRING);
            String text = json.getText();
            require(UTF_8.newEncoder().canEncode(text));
            return text;
        }

        private static PictureBytes picture(JsonParser json, @Nullable PictureBytes earlier) throws IOException {
            require(json.currentToken() == JsonToken.VALUE_STRING && earlier == null);
            return PictureBytes.takingOver(json.getBinaryValue());
        }

        PromptDocument document(long drawnSeed) throws IOException {
            if (prompt == null || prompt.isBlank() || (mask != null && initImage == null)) {
                throw new IOException("not a prompt document");
            }
            long first = seed == null ? drawnSeed : seed;
            PromptDocument document =
                    new PromptDocument(Prompt.of(prompt), Prompt.of(negativePrompt), first, initImage, mask, resultKey);
            initImage = null;
            mask = null;
            return document;
        }

        @Override
        public void close() {
            if (initImage != null) {
                initImage.close();
            }
            if (mask != null) {
                mask.close();
            }
        }
    }
}
