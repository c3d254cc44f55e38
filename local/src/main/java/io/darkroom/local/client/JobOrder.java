package io.darkroom.local.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.darkroom.core.privacy.PictureBytes;
import io.darkroom.core.privacy.Prompt;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A picture to be drawn, as it is asked for over REST; what was not said is left to the API. */
public final class JobOrder {
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
