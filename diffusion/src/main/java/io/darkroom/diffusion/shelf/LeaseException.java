package io.darkroom.diffusion.shelf;

/**
 * There is no lease to be had: no room became free in time, the model is larger than the budget, the shelf is closed, or the
 * thread was interrupted while it waited. The message says which.
 */
public final class LeaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LeaseException(String message) {
        super(message);
    }
}
