package io.darkroom.core.crypto;

/** None of the keys that a server handed out is one of those that were pinned. */
public final class KeyNotPinned extends Exception {
    private static final long serialVersionUID = 1L;

    KeyNotPinned() {
        super("none of the keys is pinned", null, false, false);
    }
}
