package io.darkroom.local.command;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.darkroom.local.client.JobTicket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What {@code draw} ends with.
 *
 * @param job that was drawn
 * @param pictures where they are, in order
 * @param duration from submission to the last picture saved
 */
record Drawing(JobTicket job, List<Saved> pictures, Duration duration) {

    /** One path a line. */
    List<String> asPaths() {
        return pictures.stream().map(picture -> picture.path().toString()).toList();
    }

    /** One line with one object. */
    List<String> asJson() {
        ObjectNode object = new JsonMapper().createObjectNode();
        object.put("id", job.id()).put("state", "succeeded").put("model", job.model());
        pictures.forEach(picture -> picture.addTo(object.withArray("pictures").addObject()));
        object.put("seconds", duration.toMillis() / 1000.0);
        return List.of(object.toString());
    }

    /**
     * A saved picture.
     *
     * @param path as it was asked for
     * @param seed it was drawn from, empty if not told
     */
    record Saved(Path path, String seed) {
        private void addTo(ObjectNode object) {
            object.put("path", path.toString());
            if (!seed.isEmpty()) {
                object.put("seed", Long.parseLong(seed));
            }
        }
    }
}
