package io.darkroom.local.client;

import io.darkroom.local.LocalFailure;

/** A service hands out keys, and none of them is one that its caller has pinned. */
public final class UntrustedKey extends LocalFailure {
    private static final long serialVersionUID = 1;

    UntrustedKey(String message) {
        super(message);
    }
}
