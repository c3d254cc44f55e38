package io.darkroom.worker.draw;

import java.time.Duration;
import java.util.Optional;

/** Pictures of one job on their way from noise to PNG. Used by one thread, but for {@link #cancel}. */
public interface Painting extends AutoCloseable {
    /**
     * What has happened next; empty if nothing does within {@code patience}, or if this is cancelled.
     *
     * @throws EngineFailure if they cannot be drawn
     * @throws EngineStopped if they will not be drawn here
     * @throws OutOfMemoryError if they do not fit into the memory that there is
     */
    Optional<News> next(Duration patience);

    /** How long the call has lasted that one of them is in; zero while they wait for their turn. */
    Duration inCall();

    /** Gives them up, in the midst of a call too. Any thread may. */
    void cancel();

    /** Gives up what is not drawn, and overwrites what they held. */
    @Override
    void close();
}
