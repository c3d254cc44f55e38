package io.darkroom.local.command;

import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Prints what was wrong with the arguments in picocli's place, whose messages quote them: a prompt without its quotation
 * marks would end up in whatever keeps standard error.
 */
final class UsageErrors implements IParameterExceptionHandler {
    private final Console console;

    UsageErrors(Console console) {
        this.console = console;
    }

    @Override
    public int handleParseException(ParameterException error, String[] arguments) {
        CommandLine command = error.getCommandLine();
        console.say(message(error));
        console.err().println("Try './" + command.getCommandSpec().qualifiedName() + " --help' for more.");
        return ExitCode.WRONG_USAGE;
    }

    static String message(ParameterException error) {
        if (error instanceof UsageError || error instanceof MissingParameterException) {
            return String.valueOf(error.getMessage());
        }
        if (error instanceof UnmatchedArgumentException unmatched) {
            int count = unmatched.getUnmatched().size();
            return count + (count == 1 ? " argument is" : " arguments are")
                    + " unknown or one too many; is the prompt in quotation marks?";
        }
        ArgSpec argument = error.getArgSpec();
        return argument == null ? "the arguments cannot be understood" : "invalid value for " + name(argument);
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? option.longestName() + " " + option.paramLabel()
                : argument.paramLabel();
    }
}
