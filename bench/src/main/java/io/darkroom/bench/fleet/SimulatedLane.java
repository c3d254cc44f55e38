package io.darkroom.bench.fleet;

import io.darkroom.api.lane.Ahead;
import io.darkroom.api.lane.InHand;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A lane of a model: jobs in the order in which they came, consumers that wait for one, and what the API knows of both. What is
 * given back comes first, as in a share group.
 */
final class SimulatedLane {
    private final QueueLimits limits;
    private final SplittableRandom random;
    private final Deque<SimulatedJob> waiting = new ArrayDeque<>();
    private final List<SimulatedSlot> free = new ArrayList<>();
    private double waitingCost;
    private double left;
    private int members;
    private int inFlight;
    private int inHand;

    SimulatedLane(QueueLimits limits, SplittableRandom random) {
        this.limits = limits;
        this.random = random;
    }

    void submit(SimulatedJob job) {
        waiting.addLast(job);
        waitingCost += job.cost();
        handOut();
    }

    /** From now on it may be handed out again, before all others. */
    void comesBack(SimulatedJob job) {
        inFlight--;
        waiting.addFirst(job);
        waitingCost += job.cost();
        handOut();
    }

    /** False if there are as many members as are allowed. */
    boolean join() {
        if (members >= limits.members()) {
            return false;
        }
        members++;
        return true;
    }

    void leave(SimulatedSlot slot) {
        members--;
        free.remove(slot);
    }

    /** A member waits for a job. */
    void free(SimulatedSlot slot) {
        free.add(slot);
        handOut();
    }

    /** A drawing has got on by so many kilopixel-steps. */
    void drawn(double cost) {
        left -= cost;
    }

    /** A job is not drawn any more, with so much of it left. */
    void putDown(double costLeft) {
        inHand--;
        left -= costLeft;
    }

    /** Its record is settled. */
    void settled() {
        inFlight--;
        handOut();
    }

    private void handOut() {
        while (isToBeHandedOut()) {
            SimulatedJob job = waiting.removeFirst();
            waitingCost -= job.cost();
            inFlight++;
            inHand++;
            left += job.costLeft();
            takeOne().take(job);
        }
    }

    /** Whether a job waits that a member could have. */
    boolean isToBeHandedOut() {
        return !waiting.isEmpty() && !free.isEmpty() && inFlight < limits.inFlight();
    }

    private SimulatedSlot takeOne() {
        int chosen = random.nextInt(free.size());
        SimulatedSlot last = free.remove(free.size() - 1);
        return chosen == free.size() ? last : free.set(chosen, last);
    }

    boolean isWaitedIn() {
        return !waiting.isEmpty();
    }

    Ahead all() {
        return new Ahead(waiting.size(), Math.max(0, waitingCost));
    }

    InHand inHand() {
        return new InHand(inHand, Math.max(0, left));
    }
}
