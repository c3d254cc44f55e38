package io.darkroom.local.command;

import io.darkroom.core.privacy.PictureBytes;
import io.darkroom.core.privacy.Prompt;
import io.darkroom.local.LocalCluster;
import io.darkroom.local.LocalFailure;
import io.darkroom.local.Reason;
import io.darkroom.local.client.ApiClient;
import io.darkroom.local.client.JobClient;
import io.darkroom.local.client.JobOrder;
import io.darkroom.local.client.JobTicket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code darkroom draw}: everything is started, one job drawn over the REST API, and everything stopped; or one is drawn by a
 * service that runs.
 */
@Command(name = "draw", description = "Draw a picture of PROMPT and save it.")
final class DrawCommand implements Callable<Integer> {
    private static final String FROM_STANDARD_INPUT = "-";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Mixin
    HelpOption help = new HelpOption();

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Mixin
    ServerOptions server = new ServerOptions();

    @Mixin
    SealOptions sealing = new SealOptions();

    @Parameters(
            paramLabel = "PROMPT",
            description = "What to draw; - reads it from standard input, which keeps it out of process lists.")
    @SuppressWarnings("NullAway.Init") // required
    String prompt;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "Where to save the picture; several become FILE-0, FILE-1, … before the ending.")
    @SuppressWarnings("NullAway.Init") // required
    Path out;

    @Option(names = "--negative", paramLabel = "TEXT", description = "What not to draw.")
    @Nullable
    String negative;

    @Option(names = "--model", paramLabel = "NAME", description = "Model to draw with.")
    @Nullable
    String model;

    @Option(
            names = "--size",
            paramLabel = "WxH|N",
            converter = ImageSize.Converter.class,
            description = "Size in pixels; N is a square.")
    @Nullable
    ImageSize size;

    @Option(names = "--steps", paramLabel = "N", description = "Denoising steps.")
    @Nullable
    Integer steps;

    @Option(names = "--guidance-scale", paramLabel = "X", description = "How closely to follow the prompt.")
    @Nullable
    Double guidanceScale;

    @Option(names = "--scheduler", paramLabel = "NAME", description = "Sampling algorithm.")
    @Nullable
    String scheduler;

    @Option(names = "--seed", paramLabel = "N", description = "Draws the same picture again; picture i uses N + i.")
    @Nullable
    Long seed;

    @Option(names = "--images", paramLabel = "N", description = "How many pictures.")
    @Nullable
    Integer images;

    @Option(
            names = "--init-image",
            paramLabel = "FILE",
            description = "Picture to start from (PNG, JPEG or WebP); sets the size unless --size does.")
    @Nullable
    Path initImage;

    @Option(
            names = "--mask",
            paramLabel = "FILE",
            description = "Where to draw on --init-image, white, and where not, black.")
    @Nullable
    Path mask;

    @Option(names = "--strength", paramLabel = "X", description = "How much of --init-image is drawn over, up to 1.")
    @Nullable
    Double strength;

    @Option(names = "--clip-skip", paramLabel = "N", description = "Last layers of the text encoder to skip.")
    @Nullable
    Integer clipSkip;

    @Option(names = "--retain", description = "Keep the pictures, sealed, in the library.")
    boolean retain;

    @Option(
            names = "--receipt",
            paramLabel = "FILE",
            description = "Where to save the deletion receipt: what was held of the job, and what became of it when.")
    @Nullable
    Path receipt;

    @Option(names = "--json", description = "Print one JSON object instead of the path.")
    boolean json;

    private final Path home;
    private final Console console;
    private final InstantSource clock;

    DrawCommand(Path home, Console console, InstantSource clock) {
        this.home = home;
        this.console = console;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        checkOptions();
        JobOrder order = order();
        Shutdown shutdown = new Shutdown(console);
        Drawing drawing;
        try {
            PictureFiles files = PictureFiles.named(out);
            ApiClient api = server.areGiven() ? server.client(spec.commandLine()) : started(shutdown);
            drawing = draw(order, files, sealing.around(api, spec.commandLine()), shutdown);
        } catch (LocalFailure failure) {
            return shutdown.failed(failure);
        } finally {
            shutdown.run();
        }
        (json ? drawing.asJson() : drawing.asPaths()).forEach(console::result);
        return ExitCode.OK;
    }

    private void checkOptions() {
        if (server.areGiven() && (cluster.data != null || cluster.models != null)) {
            throw new UsageError(
                    spec.commandLine(), "--data and --models are for what is started here, not for --server");
        }
        if (!server.areGiven() && server.apiKeyFile != null) {
            throw new UsageError(spec.commandLine(), "--api-key-file needs --server");
        }
        if (receipt != null
                && !Files.isDirectory(receipt.toAbsolutePath().normalize().resolveSibling("."))) {
            throw new UsageError(spec.commandLine(), "the folder of --receipt does not exist");
        }
        sealing.check(spec.commandLine(), retain);
    }

    /** The system on this machine. */
    private ApiClient started(Shutdown shutdown) {
        LocalCluster running =
                LocalCluster.prepare(cluster.settings(home, console).build());
        shutdown.first(running::close);
        running.boot();
        return new ApiClient(running.url(), running.apiKey());
    }

    private Drawing draw(JobOrder order, PictureFiles files, JobClient client, Shutdown shutdown) {
        DrawingJob job = new DrawingJob(client, clock);
        DrawingDisplay display = new DrawingDisplay(console, clock);
        JobTicket ticket = job.submit(order);
        shutdown.first(() -> {
            display.end();
            job.leave(ticket, receipt);
        });
        Drawing drawing = job.finish(ticket, files, display);
        if (receipt != null) {
            // Here and not on the way out, where that it cannot be had would be no failure.
            job.leave(ticket, receipt);
        }
        return drawing;
    }

    private JobOrder order() {
        Prompt wanted = prompt(prompt.equals(FROM_STANDARD_INPUT) ? standardInput() : prompt, "PROMPT");
        Prompt unwanted = negative == null ? null : prompt(negative, "--negative");
        return JobOrder.of(wanted, unwanted)
                .with("model", model)
                .with("width", size == null ? null : size.width())
                .with("height", size == null ? null : size.height())
                .with("steps", steps)
                .with("guidance_scale", guidanceScale)
                .with("scheduler", scheduler)
                .with("seed", seed)
                .with("images", images)
                .with("retain", retain ? true : null)
                .with("strength", strength)
                .with("clip_skip", clipSkip)
                .withPicture("init_image", picture(initImage, "--init-image"))
                .withPicture("mask", picture(mask, "--mask"));
    }

    private @Nullable PictureBytes picture(@Nullable Path file, String option) {
        if (file == null) {
            return null;
        }
        try {
            return PictureBytes.takingOver(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UsageError(spec.commandLine(), option + " " + file + " cannot be read: " + Reason.of(e));
        }
    }

    private Prompt prompt(String text, String argument) {
        try {
            return Prompt.of(text);
        } catch (IllegalArgumentException tooLong) {
            throw new UsageError(spec.commandLine(), argument + " has more than " + Prompt.MAX_LENGTH + " characters");
        }
    }

    private String standardInput() {
        try {
            return new String(console.in().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UsageError(spec.commandLine(), "standard input cannot be read");
        }
    }
}
