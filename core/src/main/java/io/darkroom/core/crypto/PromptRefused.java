package io.darkroom.core.crypto;

/**
 * A sealed prompt that opened, and what was in it is not a prompt document. Carries nothing of it, and no reason: a parser's
 * message may quote what it read.
 */
public final class PromptRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PromptRefused() {
        super("not a prompt document", null, false, false);
    }
}
