package io.darkroom.local.client;

import java.util.Optional;

/** Puts server-sent events together from the lines of a {@code text/event-stream}; for one stream. */
final class EventParser {
    private String name = "message";
    private final StringBuilder data = new StringBuilder();
    private boolean hasData;

    /** Takes the next line, without its end; answers the event that it completes, if it does. */
    Optional<ServerEvent> accept(String line) {
        if (line.isEmpty()) {
            return complete();
        }
        int colon = line.indexOf(':');
        String field = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(colon + 1);
        take(field, value.startsWith(" ") ? value.substring(1) : value);
        return Optional.empty();
    }

    /** A line that begins with a colon, a comment, has an empty field name. */
    private void take(String field, String value) {
        if (field.equals("event")) {
            name = value;
        } else if (field.equals("data")) {
            data.append(hasData ? "\n" : "").append(value);
            hasData = true;
        }
    }

    private Optional<ServerEvent> complete() {
        Optional<ServerEvent> event = hasData ? Optional.of(new ServerEvent(name, data.toString())) : Optional.empty();
        name = "message";
        data.setLength(0);
        hasData = false;
        return event;
    }
}
