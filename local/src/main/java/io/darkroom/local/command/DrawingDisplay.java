package io.darkroom.local.command;

import io.darkroom.local.client.JobListener;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Shows how a job goes on: a bar on a terminal, elsewhere a line at every quarter. For one job. */
final class DrawingDisplay implements JobListener {
    private static final int MILESTONE_PERCENT = 25;

    private final Console console;
    private final InstantSource clock;

    private @Nullable Instant firstStep;
    private int milestone;

    DrawingDisplay(Console console, InstantSource clock) {
        this.console = console;
        this.clock = clock;
    }

    @Override
    public void state(String state) {
        if (console.isTerminal()) {
            console.overwrite(state);
        } else {
            console.say(state);
        }
    }

    @Override
    public void progress(int step, int steps, int imagesDone, int images) {
        ProgressText progress = new ProgressText(step, steps, imagesDone, images);
        if (console.isTerminal()) {
            console.overwrite(progress.bar(sinceFirstStep()));
        } else if (progress.percent() / MILESTONE_PERCENT > milestone) {
            milestone = progress.percent() / MILESTONE_PERCENT;
            console.say(progress.numbers());
        }
    }

    /** Leaves the bar's line. */
    void end() {
        console.endLine();
    }

    private Duration sinceFirstStep() {
        Instant now = clock.instant();
        if (firstStep == null) {
            firstStep = now;
        }
        return Duration.between(firstStep, now);
    }
}
