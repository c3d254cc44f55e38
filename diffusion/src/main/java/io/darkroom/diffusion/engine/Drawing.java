package io.darkroom.diffusion.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * An order in the engine's hands, for whoever placed it: it tells what has happened when it is asked, so that however long its
 * reader takes, no other picture waits for that. Thread-safe.
 *
 * <p>It must be closed. Then nothing of its pictures is left in the engine.
 */
public final class Drawing implements AutoCloseable {
    private final Mailbox mailbox = new Mailbox();
    private final Set<Integer> previewsAsked = ConcurrentHashMap.newKeySet();
    private final CountDownLatch released = new CountDownLatch(1);
    private final Floor floor;
    private volatile boolean cancelled;

    /** @param floor that its order is on */
    Drawing(Floor floor) {
        this.floor = floor;
    }

    /**
     * The next event; empty if none comes within {@code patience}, or if this is cancelled.
     *
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public Optional<DrawingEvent> next(Duration patience) throws InterruptedException {
        return mailbox.take(patience);
    }

    /**
     * Asks for a glance at a picture as it is after its next step. None comes if that was its last, or if the model has no
     * factors for it.
     *
     * @param picture from 0
     */
    public void askForPreview(int picture) {
        previewsAsked.add(picture);
    }

    /** How long the call has lasted that one of the pictures is in; zero while they wait for one. */
    public Duration inCall() {
        return floor.inCall(this);
    }

    /**
     * Gives the pictures up: at once if they are alone in the call under way, else when that ends. There are no more events;
     * those unread are overwritten.
     */
    public void cancel() {
        cancelled = true;
        mailbox.close();
        floor.lookAgain();
    }

    /** Cancels and waits until the engine has let go of the pictures, so that the model may be closed. */
    @Override
    public void close() {
        cancel();
        boolean interrupted = false;
        while (true) {
            try {
                released.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isCancelled() {
        return cancelled;
    }

    /** Whether a preview is asked for; it is not any more then. */
    boolean takePreviewAsked(int picture) {
        return previewsAsked.remove(picture);
    }

    void tell(int picture, DrawingEvent event) {
        mailbox.put(picture, event);
    }

    /** The engine holds nothing of this any more. */
    void release() {
        released.countDown();
    }
}
