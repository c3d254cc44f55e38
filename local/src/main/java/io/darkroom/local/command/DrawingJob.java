package io.darkroom.local.command;

import io.darkroom.local.client.JobClient;
import io.darkroom.local.client.JobOrder;
import io.darkroom.local.client.JobTicket;
import io.darkroom.local.client.Picture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One job from its submission until its pictures are saved. */
final class DrawingJob {
    private final JobClient client;
    private final InstantSource clock;
    private final Instant begin;

    private boolean retains;
    private volatile boolean kept;
    private boolean left;

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

    /**
     * Erases the job, unless it is done and its owner wants it kept: in all other cases nothing of it must stay. Once.
     *
     * @param receipt where to save what is signed of it; null if that is not wanted
     */
    synchronized void leave(JobTicket ticket, @Nullable Path receipt) {
        if (left) {
            return;
        }
        if (receipt != null) {
            String signed = kept ? client.receipt(ticket) : client.eraseForReceipt(ticket);
            left = true;
            PictureFiles.save(signed.getBytes(StandardCharsets.US_ASCII), receipt);
        } else if (!kept) {
            client.erase(ticket);
        }
        left = true;
    }
}
