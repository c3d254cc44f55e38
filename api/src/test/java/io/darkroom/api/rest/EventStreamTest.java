package io.darkroom.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.darkroom.api.SettableClock;
import io.darkroom.api.TestKeys;
import io.darkroom.api.follow.Bookmark;
import io.darkroom.api.follow.JobNews;
import io.darkroom.api.follow.Told;
import io.darkroom.api.status.Snapshots;
import io.darkroom.core.job.JobState;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jboss.resteasy.reactive.server.jaxrs.SseImpl;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    private static final Told MOVED =
            new Told(new JobNews.Moved(JobState.QUEUED, 0, false), Bookmark.parse("queued.0.0.0.0.0"));
    private static final Told ENDED =
            new Told(new JobNews.Ended(JobState.SUCCEEDED, Optional.empty(), Optional.empty()), Bookmark.parse("end"));

    private final SettableClock clock = new SettableClock(Snapshots.CREATED);
    private final RecordingSink sink = new RecordingSink();
    private final Sse sse = new SseImpl();
    private int dropped;
    private final EventStream stream = new EventStream(
            Snapshots.ID,
            sse,
            sink,
            new JobEvents(TestKeys.API, new ObjectMapper()),
            Duration.ofSeconds(30),
            () -> dropped++,
            clock);

    @Test
    void givesEachEventAnIdToComeBackWith() {
        stream.tell(List.of(MOVED, ENDED));

        assertThat(sink.sent).extracting(OutboundSseEvent::getId).containsExactly("queued.0.0.0.0.0", "end");
        assertThat(sink.sent).extracting(OutboundSseEvent::getName).containsExactly("state", "end");
        assertThat(sink.closed).isTrue();
    }

    @Test
    void dropsAReaderWhoTakesNothing() {
        sink.answer = new CompletableFuture<>();
        CompletionStage<?> told = stream.tell(List.of(MOVED));

        clock.pass(Duration.ofSeconds(29));
        stream.tick();
        assertThat(dropped).isZero();
        clock.pass(Duration.ofSeconds(2));
        stream.tick();

        assertThat(dropped).isEqualTo(1);
        assertThat(told.toCompletableFuture())
                .as("until then nothing more is told")
                .isNotDone();
    }

    @Test
    void speaksUpOnlyWhenItHasBeenSilentForLong() {
        stream.tell(List.of(MOVED));
        clock.pass(Duration.ofSeconds(14));
        stream.tick();
        assertThat(sink.sent).hasSize(1);

        clock.pass(Duration.ofSeconds(2));
        stream.tick();

        assertThat(sink.sent).last().satisfies(event -> {
            assertThat(event.getComment()).isNotNull();
            assertThat(event.getName()).isNull();
        });
    }

    @Test
    void knowsWhenThereIsNobodyAnyMore() {
        sink.closed = true;

        assertThat(stream.tick()).isFalse();
        assertThat(stream.tell(List.of(MOVED)).toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void sendsItsReaderElsewhereBeforeItCloses() {
        stream.leave(Bookmark.parse("running.1.3.20.0.0"));

        OutboundSseEvent last = sink.sent.get(0);
        assertThat(last.getName()).isEqualTo("reconnect");
        assertThat(last.getId()).isEqualTo("running.1.3.20.0.0");
        assertThat(last.getReconnectDelay()).isBetween(500L, 1000L);
        assertThat(sink.closed).isTrue();
    }

    private static final class RecordingSink implements SseEventSink {
        final List<OutboundSseEvent> sent = new ArrayList<>();
        CompletionStage<?> answer = CompletableFuture.completedStage(null);
        boolean closed;

        @Override
        public boolean isClosed() {
            return closed;
        }

        @Override
        public CompletionStage<?> send(OutboundSseEvent event) {
            sent.add(event);
            return answer;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
