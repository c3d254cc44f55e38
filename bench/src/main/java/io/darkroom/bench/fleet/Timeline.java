package io.darkroom.bench.fleet;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes from event to event. Events of one moment happen in the order in which they were planned. */
final class Timeline {
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::time).thenComparingLong(Event::number));
    private long now;
    private long planned;

    private record Event(long time, long number, Runnable what) {}

    /** Nanoseconds since the beginning. */
    long now() {
        return now;
    }

    /** Plans an event; one of the past happens now. */
    void at(long time, Runnable what) {
        events.add(new Event(Math.max(now, time), planned++, what));
    }

    void in(Duration delay, Runnable what) {
        at(now + delay.toNanos(), what);
    }

    /** Lets everything happen that is planned and that comes of it. */
    void run() {
        for (Event event = events.poll(); event != null; event = events.poll()) {
            now = event.time();
            event.what().run();
        }
    }

    /** The same time for code that asks for one. */
    Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return Instant.EPOCH.plusNanos(now);
            }
        };
    }
}
