package io.darkroom.local.client;

import io.darkroom.local.LocalFailure;

/** A service hands out keys, and none of them is one that its caller has pinned. */
public final class UntrustedKey extends LocalFailure {
    private static final long serialVersionUID = 1;

    /** Which keys these are is told by {@code message}. */
    public UntrustedKey(String message) {
        super(message);
    }
}
