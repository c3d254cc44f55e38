package io.darkroom.core.crypto;

import io.darkroom.core.thread.DaemonThreads;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Looks at key files again and again, on a thread of its own, and tells what it finds. */
public final class KeyWatch implements AutoCloseable {
    private final Listener listener;
    private final List<Watched> files = new ArrayList<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(new DaemonThreads("keys"));

    /** Tells {@code listener} of {@code files}, first of the keys that they hold now. */
    public KeyWatch(Listener listener, List<KeyFile<?>> files) {
        this.listener = listener;
        files.forEach(file -> this.files.add(new Watched(file)));
    }

    /** Tells of all keys, and from now on of those that change. */
    public void start(Duration period) {
        look();
        var unused =
                timer.scheduleWithFixedDelay(this::look, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Looks once. */
    void look() {
        files.forEach(Watched::look);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** Told what becomes of the files, by one thread. */
    public interface Listener {
        /** The file holds these keys: a line for each that is there now, was not before, or is for something else. */
        void changed(String use, List<String> changes);

        /**
         * The file cannot be used, and the keys are those of before.
         *
         * @param first whether this was told of the file as it is now for the first time
         */
        void broken(String use, String reason, boolean first);
    }

    /** One of them, and what was told of it. Others may look at the file too, so not what a look finds is told but what is new. */
    private final class Watched {
        private final KeyFile<?> file;
        private Map<String, String> told = Map.of();
        private @Nullable KeySet seen;
        private @Nullable String complaint;

        Watched(KeyFile<?> file) {
            this.file = file;
        }

        void look() {
            try {
                file.look();
                complaint = null;
            } catch (IOException | RuntimeException e) {
                String reason = reason(e);
                listener.broken(file.use(), reason, !reason.equals(complaint));
                complaint = reason;
            }
            KeySet now = file.keys();
            if (now != seen) {
                seen = now;
                tell(now);
            }
        }

        private void tell(KeySet keys) {
            Map<String, String> held = new HashMap<>();
            List<String> changes = new ArrayList<>();
            for (KeyNote note : keys.notes()) {
                held.put(note.id(), note.toString());
                if (!note.toString().equals(told.get(note.id()))) {
                    changes.add(note.toString());
                }
            }
            told.keySet().stream().filter(id -> !held.containsKey(id)).forEach(id -> changes.add("no more " + id));
            told = held;
            listener.changed(file.use(), changes);
        }

        /** A file system's exception names the file and why, no content. */
        private static String reason(Exception e) {
            if (e instanceof FileSystemException missing) {
                return missing.getFile() + " cannot be read: " + e.getClass().getSimpleName();
            }
            return e instanceof IOException
                    ? String.valueOf(e.getMessage())
                    : "a failure in " + e.getClass().getSimpleName();
        }
    }
}
