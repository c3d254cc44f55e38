package io.darkroom.core.crypto;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.darkroom.core.privacy.PictureBytes;
import io.darkroom.core.privacy.Prompt;
import io.darkroom.core.privacy.PromptDocument;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A prompt document as JSON. Octet by octet, so that no text of a whole picture ever comes about. */
final class PromptJson {
    private static final String PROMPT = "prompt";
    private static final String NEGATIVE_PROMPT = "negative_prompt";
    private static final String SEED = "seed";
    private static final String INIT_IMAGE = "init_image";
    private static final String MASK = "mask";

    /** Closing a generator must not close, and so erase, what it wrote to. */
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

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

    /** Room for the pictures in base64 and a prompt of usual letters; it grows if need be. */
    private static int expectedSize(PromptDocument document) {
        return 1024 + 2 * Prompt.MAX_LENGTH + base64Size(document.initImage()) + base64Size(document.mask());
    }

    private static int base64Size(@Nullable PictureBytes picture) {
        return picture == null ? 0 : (picture.revealBytes().length + 2) / 3 * 4;
    }

    /**
     * Reads a document; fields of other names are passed over.
     *
     * @throws IOException if it is none
     */
    static PromptDocument read(byte[] text) throws IOException {
        try (Fields fields = new Fields();
                JsonParser json = JSON.createParser(text)) {
            require(json.nextToken() == JsonToken.START_OBJECT);
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                json.nextToken();
                fields.read(name, json);
            }
            return fields.document();
        }
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

        void read(@Nullable String name, JsonParser json) throws IOException {
            switch (String.valueOf(name)) {
                case PROMPT -> prompt = text(json);
                case NEGATIVE_PROMPT -> negativePrompt = text(json);
                case SEED -> seed = json.getLongValue();
                case INIT_IMAGE -> initImage = picture(json, initImage);
                case MASK -> mask = picture(json, mask);
                default -> json.skipChildren();
            }
        }

        private static String text(JsonParser json) throws IOException {
            require(json.currentToken() == JsonToken.VALUE_STRING);
            return json.getText();
        }

        private static PictureBytes picture(JsonParser json, @Nullable PictureBytes earlier) throws IOException {
            require(json.currentToken() == JsonToken.VALUE_STRING && earlier == null);
            return PictureBytes.takingOver(json.getBinaryValue());
        }

        PromptDocument document() throws IOException {
            if (prompt == null || seed == null) {
                throw new IOException("not a prompt document");
            }
            PromptDocument document =
                    new PromptDocument(Prompt.of(prompt), Prompt.of(negativePrompt), seed, initImage, mask);
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
