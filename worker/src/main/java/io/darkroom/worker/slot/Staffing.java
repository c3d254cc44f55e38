package io.darkroom.worker.slot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * Which lanes have how many slots. Each lane has one; where all of a lane's are busy one is added, as long as the engine can
 * use more of the model's jobs, and those that stay idle leave. If there are not enough for all lanes, those where no job
 * waits go without: the slot that was idle longest moves where one waits, or if none is idle, one moves when its job is done.
 */
public final class Staffing {
    /** Idle for so long, a slot is not needed where it is. */
    static final Duration SUPERFLUOUS = Duration.ofSeconds(30);
    /** A consumer needs some seconds to be handed its first record, so it stays for a few. */
    static final Duration SETTLED = Duration.ofSeconds(5);

    private final SlotLimits limits;
    private final List<ServedLane> lanes;
    private final ToIntFunction<String> useful;
    private final Predicate<ServedLane> waits;

    /**
     * Places slots.
     *
     * @param useful jobs of a model that the engine can use, at least 1
     * @param waits whether a job waits in a lane; asked only if slots are scarce
     */
    public Staffing(
            SlotLimits limits,
            Collection<ServedLane> lanes,
            ToIntFunction<String> useful,
            Predicate<ServedLane> waits) {
        this.limits = limits;
        this.lanes = List.copyOf(lanes);
        this.useful = useful;
        this.waits = waits;
    }

    /** Most slots that a lane of the model may have. */
    public int most(String model) {
        return limits.inLane(() -> useful.applyAsInt(model));
    }

    /** Lanes that a slot is to be added to, once for each. */
    public List<ServedLane> openings(Collection<Post> posts) {
        int free = limits.most() - posts.size();
        if (free <= 0) {
            return List.of();
        }
        List<ServedLane> unmanned = unmanned(posts);
        boolean scarce = unmanned.size() > free;
        Stream<ServedLane> first = scarce ? unmanned.stream().filter(waits) : unmanned.stream();
        return Stream.of(first, growing(posts).stream(), unmanned.stream())
                .flatMap(lanesOf -> lanesOf)
                .distinct()
                .limit(free)
                .toList();
    }

    /** Slots to be given up. */
    public List<Post> retirements(Collection<Post> posts) {
        List<Post> retiring = new ArrayList<>(superfluous(posts));
        int leaving = (int) posts.stream().filter(Post::isRetired).count() + retiring.size();
        if (posts.size() < limits.most()) {
            return retiring;
        }
        long needed = unmanned(posts).stream().filter(waits).count() - leaving;
        leavers(posts)
                .filter(post -> !retiring.contains(post))
                .limit(Math.max(0, needed))
                .forEach(retiring::add);
        if (retiring.isEmpty() && leaving == 0 && growing(posts).stream().anyMatch(waits)) {
            longestIdle(posts, SUPERFLUOUS).limit(1).forEach(retiring::add);
        }
        return retiring;
    }

    private List<ServedLane> unmanned(Collection<Post> posts) {
        return lanes.stream().filter(lane -> at(posts, lane).isEmpty()).toList();
    }

    /** Lanes whose slots are all busy, or not yet as many as are set. */
    private List<ServedLane> growing(Collection<Post> posts) {
        return lanes.stream()
                .filter(lane -> {
                    List<Post> there = at(posts, lane);
                    boolean needed = limits.each().isPresent() || there.stream().allMatch(Post::isBusy);
                    return needed && !there.isEmpty() && there.size() < most(lane.model());
                })
                .toList();
    }

    /** Of lanes with a slot to spare, the one idle longest. */
    private List<Post> superfluous(Collection<Post> posts) {
        if (limits.each().isPresent()) {
            return List.of();
        }
        return lanes.stream()
                .flatMap(lane -> {
                    List<Post> there = at(posts, lane);
                    long idle = there.stream().filter(post -> !post.isBusy()).count();
                    return longestIdle(there, SUPERFLUOUS).limit(idle > 1 ? 1 : 0);
                })
                .toList();
    }

    /** Who moves first: who was idle longest; then who shares a lane with most others. */
    private Stream<Post> leavers(Collection<Post> posts) {
        Comparator<Post> crowded =
                Comparator.comparingInt(post -> -at(posts, post.lane()).size());
        return Stream.concat(
                longestIdle(posts, SETTLED),
                posts.stream()
                        .filter(post -> post.isBusy() && !post.isRetired())
                        .sorted(crowded));
    }

    private static Stream<Post> longestIdle(Collection<Post> posts, Duration atLeast) {
        return posts.stream()
                .filter(post -> !post.isRetired() && post.idle().compareTo(atLeast) >= 0)
                .sorted(Comparator.comparing(Post::idle).reversed());
    }

    private static List<Post> at(Collection<Post> posts, ServedLane lane) {
        return posts.stream()
                .filter(post -> post.lane().equals(lane) && !post.isRetired())
                .toList();
    }
}
