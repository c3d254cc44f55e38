package io.darkroom.worker.draw;

import io.darkroom.worker.config.WorkerConfig;
import io.darkroom.worker.retain.Library;
import io.darkroom.worker.retain.LibraryUnavailable;
import io.darkroom.worker.retain.RetainedPicture;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * The library as drawings use it: while it is out of reach, the picture is kept in hand and offered again, since to draw it
 * once more would neither be cheaper nor bring the library back.
 */
@ApplicationScoped
public class PatientLibrary {
    private static final Logger LOG = Logger.getLogger(PatientLibrary.class);
    private static final Duration REST = Duration.ofSeconds(1);

    private final Library library;
    private final Duration patience;

    /** Waits as long as configured. */
    public PatientLibrary(Library library, WorkerConfig config) {
        this.library = library;
        this.patience = config.libraryPatience();
    }

    /**
     * Adds a picture.
     *
     * @throws LibraryUnavailable if the library was out of reach all the time
     * @throws java.util.concurrent.CancellationException if the lease ends first
     */
    void add(RetainedPicture picture, Lease lease) {
        long end = System.nanoTime() + patience.toNanos();
        for (boolean told = false; ; told = true) {
            try {
                library.add(picture);
                return;
            } catch (LibraryUnavailable e) {
                if (System.nanoTime() >= end) {
                    throw e;
                }
                if (!told) {
                    LOG.warnf(
                            "Job %s: the library is out of reach, its picture waits: %s",
                            picture.job(), e.getMessage());
                }
            }
            rest(lease);
        }
    }

    private static void rest(Lease lease) {
        lease.waitOn();
        try {
            Thread.sleep(REST.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        lease.waitOn();
    }
}
