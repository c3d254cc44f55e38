package io.darkroom.local.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.darkroom.core.picture.PictureDecoder;
import io.darkroom.core.picture.PictureRefused;
import io.darkroom.core.picture.PictureSize;
import io.darkroom.core.privacy.PictureBytes;
import io.darkroom.core.privacy.Prompt;
import io.darkroom.core.privacy.PromptDocument;
import io.darkroom.local.LocalFailure;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A picture to be drawn, as it is asked for over REST; what was not said is left to the API. */
public final class JobOrder {
    private static final String SEED = "seed";
    private static final String WIDTH = "width";
    private static final String INIT_IMAGE = "init_image";
    private static final String MASK = "mask";

    private final Prompt prompt;
    private final @Nullable Prompt negative;
    private final Map<String, Object> wishes;
    private final Map<String, PictureBytes> pictures;

    private JobOrder(
            Prompt prompt, @Nullable Prompt negative, Map<String, Object> wishes, Map<String, PictureBytes> pictures) {
        this.prompt = prompt;
        this.negative = negative;
        this.wishes = wishes;
        this.pictures = pictures;
    }

    /** A picture of {@code prompt} and not of {@code negative}. */
    public static JobOrder of(Prompt prompt, @Nullable Prompt negative) {
        return new JobOrder(prompt, negative, Map.of(), Map.of());
    }

    /** The same with one more field; nothing changes if {@code value} is null. */
    public JobOrder with(String field, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        Map<String, Object> more = new TreeMap<>(wishes);
        more.put(field, value);
        return new JobOrder(prompt, negative, more, pictures);
    }

    /** The same with a picture file in a field; nothing changes if {@code picture} is null. */
    public JobOrder withPicture(String field, @Nullable PictureBytes picture) {
        if (picture == null) {
            return this;
        }
        Map<String, PictureBytes> more = new TreeMap<>(pictures);
        more.put(field, picture);
        return new JobOrder(prompt, negative, wishes, more);
    }

    /** Whether it asks to be kept. */
    public boolean retains() {
        return Boolean.TRUE.equals(wishes.get("retain"));
    }

    /** The seed that was asked for. */
    Optional<Long> seed() {
        return wishes.get(SEED) instanceof Long seed ? Optional.of(seed) : Optional.empty();
    }

    /** The model that was asked for; null if the API is to choose. */
    @Nullable
    String model() {
        return wishes.get("model") instanceof String model ? model : null;
    }

    /**
     * What of it is private, as it is sealed.
     *
     * @throws LocalFailure if nobody could draw it; the API, which would say so of an open one, does not see it
     */
    PromptDocument document(long first, String resultKey) {
        int images = wishes.get("images") instanceof Integer count ? count : 1;
        require(!prompt.revealPlaintext().isBlank(), "\"prompt\" must not be empty");
        require(
                first >= 0 && first <= Long.MAX_VALUE - Math.max(0, images - 1),
                "\"seed\" must be from 0 to 2^63-1, with room for one more a picture");
        require(!pictures.containsKey(MASK) || pictures.containsKey(INIT_IMAGE), "\"mask\" needs \"init_image\"");
        return new PromptDocument(
                prompt,
                negative == null ? Prompt.empty() : negative,
                first,
                pictures.get(INIT_IMAGE),
                pictures.get(MASK),
                resultKey);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new LocalFailure(otherwise);
        }
    }

    /** What is not private, and beside it what is, as {@code sealed}. */
    void writeTo(ObjectNode body, String sealed) {
        body.put("sealed", sealed);
        wishes.forEach((field, value) -> {
            if (!field.equals(SEED)) {
                body.putPOJO(field, value);
            }
        });
        PictureBytes start = pictures.get(INIT_IMAGE);
        if (start != null && !wishes.containsKey(WIDTH)) {
            PictureSize size = size(start);
            body.put(WIDTH, size.width()).put("height", size.height());
        }
    }

    private static PictureSize size(PictureBytes picture) {
        try {
            return PictureDecoder.size(picture);
        } catch (PictureRefused e) {
            throw new LocalFailure("\"init_image\" " + e.reason().rule());
        }
    }

    void writeTo(ObjectNode body) {
        body.put("prompt", prompt.revealPlaintext());
        if (negative != null) {
            body.put("negative_prompt", negative.revealPlaintext());
        }
        wishes.forEach(body::putPOJO);
        pictures.forEach((field, picture) -> body.put(field, picture.revealBytes()));
    }

    @Override
    public String toString() {
        return "JobOrder" + wishes;
    }
}
