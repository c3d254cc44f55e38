package io.darkroom.api.follow;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Who is told a job's story. Called by one thread at a time, though not always the same. */
public interface Listener {
    /**
     * Something has happened. Nothing more is read or told until the answer completes, so a slow listener is told less, not
     * later; it fails if there is nobody any more.
     */
    CompletionStage<?> tell(List<Told> news);

    /** Whether nothing before the end matters. */
    boolean waitsForTheEnd();

    /** Time has passed, some seconds, though nothing need have happened; false if there is nobody any more. */
    boolean tick();

    /** This server stops; the story goes on elsewhere, after {@code bookmark}. */
    void leave(Bookmark bookmark);
}
