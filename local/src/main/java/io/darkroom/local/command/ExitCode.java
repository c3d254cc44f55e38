package io.darkroom.local.command;

/** What the commands end with. */
final class ExitCode {
    static final int OK = 0;
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;

    private ExitCode() {}
}
