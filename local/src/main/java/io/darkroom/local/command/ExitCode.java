package io.darkroom.local.command;

import io.darkroom.local.LocalFailure;
import io.darkroom.local.client.UntrustedKey;

/** What the commands end with. */
final class ExitCode {
    static final int OK = 0;
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;
    /** An audit has found a leak. */
    static final int FOUND = 3;
    /** An audit has found nothing, and that proves nothing. */
    static final int UNPROVED = 4;

    /** A key is not one of those that were pinned. */
    static final int UNTRUSTED_KEY = 5;

    /** Refused now, and may not be later. */
    static final int NOT_YET = 6;

    /** A signature does not hold. */
    static final int WRONG_SIGNATURE = 7;

    private ExitCode() {}

    static int of(LocalFailure failure) {
        return failure instanceof UntrustedKey ? UNTRUSTED_KEY : FAILED;
    }
}
