package io.darkroom.core.crypto;

/**
 * Something could not be sealed or opened. Carries no input, no cause and no reason: a reason would tell an attacker which
 * guess came closer, and a cause could carry bytes.
 */
public final class SealException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SealException(String message) {
        super(message);
    }
}
