package io.darkroom.local.keys;

import io.darkroom.core.crypto.KeyNote;
import io.darkroom.core.crypto.KeyRing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says which keys there are, and what may be done next. */
public final class ListKeys {
    private final KeyDirectory keys;
    private final Duration settle;

    /** Of {@code keys}, whose files have arrived everywhere after {@code settle}. */
    public ListKeys(KeyDirectory keys, Duration settle) {
        this.keys = keys;
        this.settle = settle;
    }

    /** A line for each key of these uses, those that are gone last. */
    public List<String> lines(List<KeyUse> uses) {
        List<String> lines = new ArrayList<>();
        for (KeyUse use : uses) {
            KeyRing ring = keys.ring(use);
            ring.notes().forEach(note -> lines.add(line(use, ring, note)));
        }
        keys.destroyed().stream()
                .filter(gone -> uses.stream().anyMatch(use -> use.toString().equals(gone.use())))
                .forEach(gone -> lines.add(row(gone.use(), "destroyed", gone.id(), "at " + gone.at())));
        return lines;
    }

    private String line(KeyUse use, KeyRing ring, KeyNote note) {
        String thumbprint = note.id().equals(note.thumbprint()) ? "" : ", thumbprint " + note.thumbprint();
        String state = switch (note.role()) {
            case CURRENT -> "";
            case NEXT -> ", " + step(use, ring);
            case RETIRED -> ", needed until " + note.until();
        };
        return row(use.toString(), note.role().name(), note.id(), created(note.created()) + thumbprint + state);
    }

    private String step(KeyUse use, KeyRing ring) {
        String step = ring.step() == KeyRing.Step.PUBLISH ? "published" : "the current one";
        return "may be " + step + " from " + ring.due(use.times(settle));
    }

    private static String created(@Nullable Instant time) {
        return time == null ? "made nobody knows when" : "made " + time;
    }

    private static String row(String use, String state, String id, String rest) {
        return String.format(Locale.ROOT, "%-8s  %-9s  %s  %s", use, state.toLowerCase(Locale.ROOT), id, rest);
    }
}
