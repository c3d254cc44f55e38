package io.darkroom.diffusion.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** What the engine has in hand: orders, calls under way, models to be tried out. Thread-safe; whoever asks for work waits for it. */
final class Floor {
    private final Caller caller;
    private final CostProfile costs;
    private final Calls<Work> calls;
    private final LongSupplier clock;

    private final List<Commission> inHand = new ArrayList<>();
    private final Deque<Rehearsal> rehearsals = new ArrayDeque<>();
    private @Nullable Rehearsal rehearsing;
    private long rehearsingSince;
    private boolean closed;

    /** @param clock in nanoseconds */
    Floor(Sharing sharing, Caller caller, CostProfile costs, LongSupplier clock) {
        this.caller = caller;
        this.costs = costs;
        this.clock = clock;
        calls = new Calls<>(sharing, costs);
    }

    synchronized void add(Commission commission) {
        requireOpen();
        inHand.add(commission);
        lookAgain();
    }

    synchronized boolean isClosed() {
        return closed;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the engine is closed");
        }
    }

    /**
     * Something was ordered or cancelled: ends what nobody wants, and a rehearsal in any case. What is in no call is let go of
     * at once, for a call that hangs must not hold up who has no part in it.
     */
    synchronized void lookAgain() {
        calls.underWay().forEach(Floor::cancelIfUnwanted);
        letGo();
        if (rehearsing != null) {
            rehearsing.giveWay();
        }
        notifyAll();
    }

    /** Ends a call at once if nobody wants any of it. */
    private static void cancelIfUnwanted(Call<Work> call) {
        if (call.batch().tasks().stream().allMatch(Work::isUnwanted)) {
            call.cancellation().cancel();
        }
    }

    /** Waits for something to do: a call, or a rehearsal if there is nothing else; empty once closed. */
    synchronized Optional<Runnable> take() throws InterruptedException {
        while (!closed) {
            letGo();
            Optional<Runnable> job = nextCall().or(this::nextRehearsal);
            if (job.isPresent()) {
                return job;
            }
            wait();
        }
        return Optional.empty();
    }

    /** Of orders that are over, as soon as none of their pictures is in a call. */
    private void letGo() {
        inHand.removeIf(commission -> {
            boolean over = commission.isOver() && commission.isAtRest();
            if (over) {
                commission.close();
            }
            return over;
        });
    }

    private Optional<Runnable> nextCall() {
        List<Work> waiting = new ArrayList<>();
        for (Commission commission : inHand) {
            if (!commission.isOver()) {
                commission.tasks().stream().filter(this::isWaiting).forEach(waiting::add);
            }
        }
        return calls.begin(waiting, clock.getAsLong()).map(call -> {
            call.batch().tasks().forEach(work -> work.setUnderWay(true));
            return () -> end(call, caller.make(call, calls));
        });
    }

    /** A rehearsal that has not given way yet takes memory too. */
    private boolean isWaiting(Work work) {
        return !work.isUnderWay() && !(work.isUndisturbed() && rehearsing != null);
    }

    private Optional<Runnable> nextRehearsal() {
        if (!inHand.isEmpty() || rehearsing != null || rehearsals.isEmpty()) {
            return Optional.empty();
        }
        Rehearsal rehearsal = rehearsals.element();
        rehearsing = rehearsal;
        rehearsingSince = clock.getAsLong();
        return Optional.of(() -> {
            rehearsal.advance(costs, clock);
            end(rehearsal);
        });
    }

    private synchronized void end(Call<Work> call, Caller.Outcome outcome) {
        long now = clock.getAsLong();
        call.batch().tasks().forEach(work -> work.setUnderWay(false));
        outcome.tell(now);
        calls.ended(call, now);
        notifyAll();
    }

    private synchronized void end(Rehearsal rehearsal) {
        rehearsing = null;
        if (rehearsal.isOver()) {
            rehearsals.remove(rehearsal);
        }
        notifyAll();
    }

    /** How long the oldest call has lasted that one of the drawing's pictures is in; zero if none is. */
    synchronized Duration inCall(Drawing drawing) {
        return lasted(calls.underWay().stream()
                .filter(call -> call.batch().tasks().stream()
                        .anyMatch(work -> work.commission().drawing().equals(drawing)))
                .mapToLong(Call::begun));
    }

    /** How long the oldest call has lasted, be it a rehearsal; zero if none is under way. */
    synchronized Duration inCall() {
        LongStream begun = calls.underWay().stream().mapToLong(Call::begun);
        return lasted(rehearsing == null ? begun : LongStream.concat(begun, LongStream.of(rehearsingSince)));
    }

    private Duration lasted(LongStream begun) {
        long now = clock.getAsLong();
        return Duration.ofNanos(now - begun.min().orElse(now));
    }

    /** Has a model tried out; returns when that is over, or after {@code patience}, and uses it no more then. */
    synchronized void await(Rehearsal rehearsal, Duration patience) throws InterruptedException {
        requireOpen();
        rehearsals.add(rehearsal);
        notifyAll();
        long until = System.nanoTime() + patience.toNanos();
        try {
            while (rehearsals.contains(rehearsal) && !closed && System.nanoTime() - until < 0) {
                TimeUnit.NANOSECONDS.timedWait(this, until - System.nanoTime());
            }
        } finally {
            rehearsals.remove(rehearsal);
            giveWay(rehearsal);
        }
    }

    /** Waits for it even if interrupted: its model may be closed next. */
    private synchronized void giveWay(Rehearsal rehearsal) {
        boolean interrupted = false;
        while (rehearsal.equals(rehearsing)) {
            rehearsal.giveWay();
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends every call under way; nothing begins any more. */
    synchronized void close() {
        closed = true;
        calls.underWay().forEach(call -> call.cancellation().cancel());
        if (rehearsing != null) {
            rehearsing.giveWay();
        }
        notifyAll();
    }

    /** Tells whoever still waits; to be called when nothing is under way any more. */
    synchronized void letGoOfAll() {
        inHand.forEach(commission -> commission.fail(Failure.STOPPED, ""));
        letGo();
    }
}
