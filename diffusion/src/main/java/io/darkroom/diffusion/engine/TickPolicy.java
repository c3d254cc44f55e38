package io.darkroom.diffusion.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Chooses the next call. It has neither thread nor clock, so that what it promises can be tried out in simulated time:
 *
 * <ul>
 *   <li>A call is made whenever anything waits; none is put off to become fuller.
 *   <li>Interactive pictures come first, those of different orders in turn. Bulk ones fill up the call as long as it does
 *       not take more than {@link Sharing#slowdown} times as long for it.
 *   <li>No picture starves. While interactive ones wait, a call for the sake of bulk ones begins as soon as
 *       {@link Sharing#bulkRest} times the duration of the last has passed since it. So a bulk picture waits at most for one
 *       such call, and the rest after it, for each picture of its own order and each order of its lane; an interactive
 *       one likewise for calls of its lane, which bulk ones make longer by a share of {@link Sharing#bulkShare}.
 *   <li>Between two U-Net calls of a lane there is at most one of another kind, so that neither the text of one picture nor
 *       the decoding of another holds up those on their way for long.
 * </ul>
 *
 * <p>Confined to one thread.
 */
final class TickPolicy {
    private final Sharing sharing;
    private final Costs costs;
    private long bulkRestsUntil = Long.MIN_VALUE;
    private boolean steppedLast = true;

    TickPolicy(Sharing sharing, Costs costs) {
        this.sharing = sharing;
        this.costs = costs;
    }

    /**
     * Chooses among what waits.
     *
     * @param waiting at least one
     * @param now nanoseconds of any clock, the one that {@link Task#since} has
     */
    <T extends Task> Batch<T> next(Collection<? extends T> waiting, long now) {
        List<T> interactive = Turns.of(waiting, Lane.INTERACTIVE);
        List<T> bulk = Turns.of(waiting, Lane.BULK);
        boolean forBulk = interactive.isEmpty() || (!bulk.isEmpty() && isBulksTurn(first(bulk), now));
        T leader = first(forBulk ? bulk : interactive);
        return new Batch<>(leader.kind(), together(leader, interactive, bulk), leader.lane());
    }

    /** Takes note that a call has ended, having taken so many nanoseconds. */
    void done(Batch<?> batch, long nanos, long now) {
        steppedLast = batch.kind().stage() == Stage.STEP;
        if (batch.lane() == Lane.BULK) {
            bulkRestsUntil = now + rest(nanos);
        }
    }

    /** Only if it was passed over: bulk pictures that fill up interactive calls need none of their own. */
    private boolean isBulksTurn(Task longestWaiting, long now) {
        double seconds = costs.seconds(longestWaiting.kind(), longestWaiting.rows());
        return now >= bulkRestsUntil && now - longestWaiting.since() >= rest(seconds * 1e9);
    }

    private long rest(double nanos) {
        return (long) (sharing.bulkRest() * nanos);
    }

    /** The first in turn, of the U-Net and other graphs alternately. */
    private <T extends Task> T first(List<T> lane) {
        return lane.stream()
                .filter(task -> (task.kind().stage() == Stage.STEP) != steppedLast)
                .findFirst()
                .orElse(lane.get(0));
    }

    private <T extends Task> List<T> together(T leader, List<T> interactive, List<T> bulk) {
        List<T> together = new ArrayList<>();
        together.add(leader);
        if (leader.isAlone()) {
            return together;
        }
        List<T> guests = guests(leader, interactive);
        List<T> fillers = guests(leader, bulk);
        int waiting = leader.rows() + rows(guests) + rows(fillers);
        int most = Math.min(sharing.mostRows(), costs.worthwhile(leader.kind(), waiting));
        int rows = add(guests, leader.rows(), most, together);
        int mostFilled = leader.lane() == Lane.BULK ? most : fillable(leader.kind(), rows, most);
        add(fillers, rows, mostFilled, together);
        return together;
    }

    private static <T extends Task> List<T> guests(T leader, List<T> lane) {
        return lane.stream()
                .filter(task -> task != leader && !task.isAlone() && task.kind().equals(leader.kind()))
                .toList();
    }

    private static int rows(List<? extends Task> tasks) {
        return tasks.stream().mapToInt(Task::rows).sum();
    }

    /** Adds tasks in turn as long as they fit; gives the rows that are there then. */
    private static <T extends Task> int add(List<T> tasks, int rows, int most, List<T> together) {
        int filled = rows;
        for (T task : tasks) {
            if (filled + task.rows() <= most) {
                together.add(task);
                filled += task.rows();
            }
        }
        return filled;
    }

    /** How many rows a call may have that is made for some of them alone. */
    private int fillable(CallKind kind, int rows, int most) {
        double longest = sharing.slowdown() * costs.seconds(kind, rows);
        int fillable = rows;
        while (fillable < most && costs.seconds(kind, fillable + 1) <= longest) {
            fillable++;
        }
        return fillable;
    }
}
