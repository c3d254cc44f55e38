package io.darkroom.diffusion.engine;

import io.darkroom.diffusion.engine.DrawingEvent.Drawn;
import io.darkroom.diffusion.engine.DrawingEvent.Preview;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Events on their way from the engine's thread to whoever reads them, in order. Putting one in never waits: progress and
 * previews that nobody has read yet give way to later ones. Thread-safe.
 */
final class Mailbox implements AutoCloseable {
    private final Map<Place, DrawingEvent> unread = new LinkedHashMap<>();
    private boolean closed;

    /** What holds one event at most. */
    private record Place(int picture, Class<?> kind) {}

    /**
     * Puts an event in.
     *
     * @param picture that it is about
     */
    synchronized void put(int picture, DrawingEvent event) {
        if (closed) {
            erase(event);
            return;
        }
        @Nullable DrawingEvent replaced = unread.put(new Place(picture, event.getClass()), event);
        if (replaced != null) {
            erase(replaced);
        }
        notifyAll();
    }

    /** Takes the eldest event out; empty if none comes within {@code patience} or this is closed. */
    synchronized Optional<DrawingEvent> take(Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (unread.isEmpty()) {
            long left = (until - System.nanoTime()) / 1_000_000;
            if (left <= 0 || closed) {
                return Optional.empty();
            }
            wait(left);
        }
        Iterator<DrawingEvent> eldest = unread.values().iterator();
        DrawingEvent event = eldest.next();
        eldest.remove();
        return Optional.of(event);
    }

    /** Overwrites what was not read, and whatever is put in later. */
    @Override
    public synchronized void close() {
        closed = true;
        unread.values().forEach(Mailbox::erase);
        unread.clear();
        notifyAll();
    }

    /** Overwrites the picture in an event, if there is one. */
    static void erase(DrawingEvent event) {
        if (event instanceof Drawn drawn) {
            Arrays.fill(drawn.raster().rgb(), (byte) 0);
        } else if (event instanceof Preview preview) {
            Arrays.fill(preview.raster().rgb(), (byte) 0);
        }
    }
}
