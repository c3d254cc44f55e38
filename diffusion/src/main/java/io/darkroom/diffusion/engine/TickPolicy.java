package io.darkroom.diffusion.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses the next call. It has neither thread nor clock, so that what it promises can be tried out in simulated time:
 *
 * <ul>
 *   <li>No call is put off to become fuller.
 *   <li>Interactive pictures come first, those of different orders in turn. Bulk ones fill up their call, and run beside it,
 *       as long as it does not take more than {@link Sharing#slowdown} times as long for either.
 *   <li>No picture starves. While there are interactive ones, a call for the sake of bulk ones begins as soon as
 *       {@link Sharing#bulkRest} times the duration of the last has passed since it. So a bulk picture waits at most for one
 *       U-Net call and one other, each with its rest, for each picture of its own order and each order of its lane.
 *   <li>Between two U-Net calls of a lane there is at most one of another kind, so that neither the text of one picture nor
 *       the decoding of another holds up those on their way for long.
 *   <li>Beside a call with a picture that must be undisturbed there is no other. When it is such a picture's turn, no other call
 *       begins until those under way have ended, so that it comes to its own.
 * </ul>
 *
 * <p>Confined to one thread at a time.
 */
final class TickPolicy {
    private final Sharing sharing;
    private final Costs costs;
    private long bulkRestsUntil = Long.MIN_VALUE;
    /** Lanes whose last call was one of the U-Net. */
    private final Set<Lane> steppedLast = EnumSet.allOf(Lane.class);

    TickPolicy(Sharing sharing, Costs costs) {
        this.sharing = sharing;
        this.costs = costs;
    }

    /**
     * Chooses among what waits; nothing only if that is bulk and would disturb interactive pictures under way, or if one of the two
     * calls must be undisturbed.
     *
     * @param waiting at least one
     */
    <T extends Task> Optional<Batch<T>> next(Collection<? extends T> waiting, Occupancy device) {
        if (device.isTaken()) {
            return Optional.empty();
        }
        List<T> interactive = Turns.of(waiting, Lane.INTERACTIVE);
        List<T> bulk = Turns.of(waiting, Lane.BULK);
        boolean forBulk =
                !bulk.isEmpty() && (isBulksTurn(first(bulk), device) || (interactive.isEmpty() && isHarmless(device)));
        if (!forBulk && interactive.isEmpty()) {
            return Optional.empty();
        }
        T leader = first(forBulk ? bulk : interactive);
        if (leader.isUndisturbed() && device.isBeside()) {
            return Optional.empty();
        }
        noteCall(leader);
        return Optional.of(Batch.of(together(leader, interactive, bulk, device)));
    }

    private void noteCall(Task leader) {
        if (isStep(leader)) {
            steppedLast.add(leader.lane());
        } else {
            steppedLast.remove(leader.lane());
        }
    }

    private static boolean isStep(Task task) {
        return task.kind().stage() == Stage.STEP;
    }

    /** Takes note that a call has ended, having taken so many nanoseconds. */
    void done(Batch<?> batch, long nanos, long now) {
        if (batch.lane() == Lane.BULK) {
            bulkRestsUntil = now + rest(nanos);
        }
    }

    /** Only if it was passed over: bulk pictures that fill up interactive calls need none of their own. */
    private boolean isBulksTurn(Task longestWaiting, Occupancy device) {
        double seconds = costs.seconds(longestWaiting.kind(), longestWaiting.rows(), device.isBeside());
        return !device.has(Lane.BULK)
                && device.now() >= bulkRestsUntil
                && device.now() - longestWaiting.since() >= rest(seconds * 1e9);
    }

    private long rest(double nanos) {
        return (long) (sharing.bulkRest() * nanos);
    }

    /** Whether no interactive call under way is slowed down too much by one beside it. */
    private boolean isHarmless(Occupancy device) {
        return device.underWay().stream()
                .filter(batch -> batch.lane() == Lane.INTERACTIVE)
                .allMatch(batch -> costs.crowding(batch.kind(), batch.rows()) <= sharing.slowdown());
    }

    /** The first in turn, of the U-Net and other graphs alternately. */
    private <T extends Task> T first(List<T> lane) {
        return lane.stream()
                .filter(task -> isStep(task) != steppedLast.contains(task.lane()))
                .findFirst()
                .orElse(lane.get(0));
    }

    private <T extends Task> List<T> together(T leader, List<T> interactive, List<T> bulk, Occupancy device) {
        List<T> together = new ArrayList<>();
        together.add(leader);
        if (leader.isAlone()) {
            return together;
        }
        List<T> guests = guests(leader, interactive, device);
        List<T> fillers = guests(leader, bulk, device);
        int most = most(leader, leader.rows() + rows(guests) + rows(fillers), device);
        int rows = add(guests, leader.rows(), most, together);
        int mostFilled = leader.lane() == Lane.BULK ? most : fillable(leader.kind(), rows, most, device.isBeside());
        add(fillers, rows, mostFilled, together);
        return together;
    }

    /** Of the rows that wait as many as are worthwhile, but each free call has its share. */
    private int most(Task leader, int waiting, Occupancy device) {
        int share = (waiting + device.free() - 1) / device.free();
        int worthwhile = costs.worthwhile(leader.kind(), waiting, device.isBeside());
        return Math.min(sharing.mostRows(), Math.min(share, worthwhile));
    }

    private static <T extends Task> List<T> guests(T leader, List<T> lane, Occupancy device) {
        return lane.stream()
                .filter(task -> task != leader && !task.isAlone() && task.kind().equals(leader.kind()))
                .filter(task -> !task.isUndisturbed() || !device.isBeside())
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
    private int fillable(CallKind kind, int rows, int most, boolean beside) {
        double longest = sharing.slowdown() * costs.seconds(kind, rows, beside);
        int fillable = rows;
        while (fillable < most && costs.seconds(kind, fillable + 1, beside) <= longest) {
            fillable++;
        }
        return fillable;
    }
}
