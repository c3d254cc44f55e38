package io.darkroom.diffusion.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What the engine has in hand: orders, calls under way, models to be tried out. Thread-safe; whoever asks for work waits for it. */
final class Floor {
    private final Sharing sharing;
    private final Caller caller;
    private final CostProfile costs;
    private final TickPolicy policy;
    private final LongSupplier clock;

    private final List<Commission> inHand = new ArrayList<>();
    private final List<Call> underWay = new ArrayList<>();
    private final Deque<Rehearsal> rehearsals = new ArrayDeque<>();
    private @Nullable Rehearsal rehearsing;
    private boolean closed;

    /** @param clock in nanoseconds */
    Floor(Sharing sharing, Caller caller, CostProfile costs, LongSupplier clock) {
        this.sharing = sharing;
        this.caller = caller;
        this.costs = costs;
        this.clock = clock;
        policy = new TickPolicy(sharing, costs);
    }

    synchronized void add(Order order, Drawing drawing) {
        requireOpen();
        inHand.add(new Commission(order, drawing, clock.getAsLong()));
        lookAgain();
    }

    synchronized void add(Rehearsal rehearsal) {
        requireOpen();
        rehearsals.add(rehearsal);
        notifyAll();
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the engine is closed");
        }
    }

    /** Something was ordered or cancelled: ends what nobody wants, and a rehearsal in any case. */
    synchronized void lookAgain() {
        underWay.forEach(Call::cancelIfUnwanted);
        if (rehearsing != null) {
            rehearsing.giveWay();
        }
        notifyAll();
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
                commission.tasks().stream().filter(work -> !work.isUnderWay()).forEach(waiting::add);
            }
        }
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        long now = clock.getAsLong();
        List<Batch<Work>> batches = underWay.stream().map(Call::batch).toList();
        Occupancy device = new Occupancy(now, sharing.calls() - underWay.size(), batches);
        return policy.next(waiting, device).map(batch -> begin(batch, now));
    }

    private Runnable begin(Batch<Work> batch, long now) {
        underWay.forEach(Call::join);
        Call call = new Call(batch, !underWay.isEmpty(), now);
        underWay.add(call);
        return () -> end(call, caller.make(call));
    }

    private Optional<Runnable> nextRehearsal() {
        if (!inHand.isEmpty() || rehearsing != null || rehearsals.isEmpty()) {
            return Optional.empty();
        }
        Rehearsal rehearsal = rehearsals.element();
        rehearsing = rehearsal;
        return Optional.of(() -> {
            rehearsal.advance(costs, clock);
            end(rehearsal);
        });
    }

    private synchronized void end(Call call, Caller.Outcome outcome) {
        long now = clock.getAsLong();
        underWay.remove(call);
        call.end();
        outcome.tell(now);
        policy.done(call.batch(), now - call.begun(), now);
        notifyAll();
    }

    private synchronized void end(Rehearsal rehearsal) {
        rehearsing = null;
        if (rehearsal.isOver()) {
            rehearsals.remove(rehearsal);
        }
        notifyAll();
    }

    /** Ends every call under way; nothing begins any more. */
    synchronized void close() {
        closed = true;
        underWay.forEach(call -> call.cancellation().cancel());
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
