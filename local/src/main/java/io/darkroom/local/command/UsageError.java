package io.darkroom.local.command;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Arguments that cannot be meant; its message names the option and never repeats a value. */
final class UsageError extends ParameterException {
    private static final long serialVersionUID = 1;

    UsageError(CommandLine commandLine, String message) {
        super(commandLine, message);
    }
}
