package io.darkroom.local.command;

import io.darkroom.local.check.CheckModels;
import io.darkroom.local.check.ReportFormat;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code darkroom models check}: nothing is started, the engine runs in this process. */
@Command(
        name = "check",
        description =
                "Load model folders, draw with each, and compare with recordings of diffusers where there are any. "
                        + "Ends with 1 if one cannot be drawn with or a recording does not hold.")
final class ModelsCheckCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Mixin
    HelpOption help = new HelpOption();

    @Parameters(paramLabel = "DIR", description = "A model folder, or a folder of model folders.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    Path folder;

    @Option(
            names = "--golden",
            paramLabel = "DIR",
            description = "Folder of recordings (default: golden/ beside the models, if there is one).")
    @Nullable
    Path golden;

    @Option(names = "--json", description = "Print one JSON object a model.")
    boolean json;

    @Option(names = "--table", description = "Print a table of the recordings in Markdown.")
    boolean table;

    private final Console console;

    ModelsCheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (json && table) {
            throw new UsageError(spec.commandLine(), "--json and --table exclude one another");
        }
        ReportFormat format = json ? ReportFormat.JSON : table ? ReportFormat.TABLE : ReportFormat.TEXT;
        return new CheckModels(format, console::result).run(folder, golden) ? ExitCode.OK : ExitCode.FAILED;
    }
}
