package io.darkroom.api.rest;

import io.darkroom.api.follow.Bookmark;
import io.darkroom.api.follow.Listener;
import io.darkroom.api.follow.Told;
import io.darkroom.core.job.JobId;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One open stream of server-sent events. A reader who takes nothing for some time is dropped; one who comes back with the
 * id of the last event misses nothing.
 */
final class EventStream implements Listener {
    private static final Duration RECONNECT = Duration.ofSeconds(1);
    private static final Duration SILENCE = Duration.ofSeconds(15);

    private final JobId job;
    private final Sse sse;
    private final SseEventSink sink;
    private final JobEvents events;
    private final Duration patience;
    private final Runnable drop;
    private final Clock clock;
    private volatile Instant lastWrite;
    private volatile CompletionStage<?> writing = CompletableFuture.completedStage(null);

    /** Writes to {@code sink}; {@code drop} ends the connection without another word, after so much {@code patience}. */
    EventStream(
            JobId job, Sse sse, SseEventSink sink, JobEvents events, Duration patience, Runnable drop, Clock clock) {
        this.job = job;
        this.sse = sse;
        this.sink = sink;
        this.events = events;
        this.patience = patience;
        this.drop = drop;
        this.clock = clock;
        this.lastWrite = clock.instant();
    }

    /**
     * Answers that there will be events. To be called before there are any: the framework writes the head of an answer that has
     * none when its resource returns, and would do so at the same moment as the first event.
     */
    void open() {
        write(sse.newEventBuilder()
                .comment("")
                .reconnectDelay(RECONNECT.toMillis())
                .build());
    }

    @Override
    public CompletionStage<?> tell(List<Told> news) {
        news.forEach(told -> write(events.of(told, sse)));
        if (news.get(news.size() - 1).after().ended()) {
            close();
        }
        return writing;
    }

    @Override
    public boolean waitsForTheEnd() {
        return false;
    }

    @Override
    public boolean tick() {
        Duration since = Duration.between(lastWrite, clock.instant());
        if (!writing.toCompletableFuture().isDone()) {
            if (since.compareTo(patience) > 0) {
                drop.run();
            }
        } else if (since.compareTo(SILENCE) > 0) {
            // Proxies end connections on which nothing happens.
            write(sse.newEventBuilder().comment("").build());
        }
        return !sink.isClosed();
    }

    @Override
    public void leave(Bookmark bookmark) {
        write(events.reconnect(job, bookmark, sse));
        close();
    }

    private void write(OutboundSseEvent event) {
        if (sink.isClosed()) {
            writing = CompletableFuture.failedStage(new IllegalStateException("the reader has gone"));
            return;
        }
        lastWrite = clock.instant();
        writing = sink.send(event);
    }

    private void close() {
        var unused = writing.whenComplete((nothing, failure) -> sink.close());
    }
}
