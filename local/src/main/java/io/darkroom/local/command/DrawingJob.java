package io.darkroom.local.command;

import io.darkroom.local.client.JobClient;
import io.darkroom.local.client.JobOrder;
import io.darkroom.local.client.JobTicket;
import io.darkroom.local.client.Picture;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** One job from its submission until its pictures are saved. */
final class DrawingJob {
    private final JobClient client;
    private final InstantSource clock;
    private final Instant begin;

    private boolean retains;
    private volatile boolean kept;

    DrawingJob(JobClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
        this.begin = clock.instant();
    }

    JobTicket submit(JobOrder order) {
        retains = order.retains();
        return client.submit(order);
    }

    Drawing finish(JobTicket ticket, PictureFiles files, DrawingDisplay display) {
        client.follow(ticket, display);
        List<Drawing.Saved> saved = new ArrayList<>();
        for (int number = 0; number < ticket.images(); number++) {
            Picture picture = client.picture(ticket, number);
            Path file = files.file(number, ticket.images());
            PictureFiles.save(picture.png(), file);
            saved.add(new Drawing.Saved(file, picture.seed()));
        }
        kept = retains;
        return new Drawing(ticket, saved, Duration.between(begin, clock.instant()));
    }

    /** Whether the job is done and its owner wants it kept; in all other cases nothing of it must stay. */
    boolean isKept() {
        return kept;
    }
}
