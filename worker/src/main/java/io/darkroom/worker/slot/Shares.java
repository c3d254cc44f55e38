package io.darkroom.worker.slot;

import io.darkroom.core.job.Lane;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many slots each kind of lane has. A quarter is kept for each, and one at least: so however much bulk there is, slots are
 * left for interactive jobs that will come, and however many of these there are, bulk goes on. A single slot is kept for none.
 */
final class Shares {
    private static final int KEPT_PART = 4;

    private final int most;
    private final int kept;
    private final Map<Lane, Integer> slots = new EnumMap<>(Lane.class);

    private Shares(int most) {
        this.most = most;
        kept = most == 1 ? 0 : Math.max(1, most / KEPT_PART);
    }

    /** Those of {@code posts}, also of such as are to be given up. */
    static Shares of(SlotLimits limits, Collection<Post> posts) {
        Shares shares = new Shares(limits.most());
        posts.forEach(post -> shares.add(post.lane().lane()));
        return shares;
    }

    void add(Lane kind) {
        slots.merge(kind, 1, Integer::sum);
    }

    /** One slot less here, one more there. */
    void move(Lane from, Lane to) {
        slots.merge(from, -1, Integer::sum);
        add(to);
    }

    /** Whether a lane of that kind may have one more; interactive ones may have all as long as no bulk job waits for one. */
    boolean hasRoom(Lane kind, boolean bulkWaits) {
        return of(kind) < most - kept || (kind == Lane.INTERACTIVE && !bulkWaits);
    }

    /** Whether that kind has more than is kept for it. */
    boolean isAbove(Lane kind) {
        return of(kind) > kept;
    }

    /** Whether that kind has less than is kept for it, or none at all. */
    boolean isBelow(Lane kind) {
        return of(kind) == 0 || of(kind) < kept;
    }

    private int of(Lane kind) {
        return slots.getOrDefault(kind, 0);
    }
}
