package io.darkroom.worker.slot;

import io.darkroom.core.job.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * Which lanes have how many slots. Each lane has one; where all of a lane's are busy one is added, as long as the engine can
 * use more of the model's jobs, and those that stay idle leave. If there are not enough for all lanes, those where no job
 * waits go without: the slot that was idle longest moves where one waits, or if none is idle, one moves when its job is done.
 * Interactive lanes come first, among equals the one that was opened longest ago, and neither kind takes {@link Shares all}.
 *
 * <p>Remembers what it had opened. Confined to one thread at a time.
 */
public final class Staffing {
    /** Idle for so long, a slot is not needed where it is. */
    static final Duration SUPERFLUOUS = Duration.ofSeconds(30);
    /** A consumer needs some seconds to be handed its first record, so it stays for a few. */
    static final Duration SETTLED = Duration.ofSeconds(5);
    /** Of a single slot: so many turns of interactive lanes, then one of a bulk lane. */
    static final int INTERACTIVE_TURNS = 3;

    private final SlotLimits limits;
    private final List<ServedLane> lanes;
    private final ToIntFunction<String> useful;
    private final Map<ServedLane, Long> lastOpened = new HashMap<>();
    private long openings;
    private int interactiveTurns;

    /**
     * Places slots.
     *
     * @param useful jobs of a model that the engine can use, at least 1
     */
    public Staffing(SlotLimits limits, Collection<ServedLane> lanes, ToIntFunction<String> useful) {
        this.limits = limits;
        this.lanes = List.copyOf(lanes);
        this.useful = useful;
    }

    /** Most slots that a lane of the model may have. */
    public int most(String model) {
        return limits.inLane(() -> useful.applyAsInt(model));
    }

    /** Whether slots are so few that it matters where jobs wait; if not, that need not be found out. */
    public boolean isScarce(Collection<Post> posts) {
        int free = limits.most() - posts.size();
        return free <= 0 || unmanned(posts).size() > free;
    }

    /**
     * Lanes that a slot is to be added to, once for each.
     *
     * @param waiting lanes in which a job waits; does not matter unless slots {@link #isScarce are scarce}
     */
    public List<ServedLane> openings(Collection<Post> posts, Set<ServedLane> waiting) {
        int free = limits.most() - posts.size();
        if (free <= 0) {
            return List.of();
        }
        List<ServedLane> unmanned = unmanned(posts);
        boolean scarce = unmanned.size() > free;
        List<ServedLane> waited = unmanned.stream().filter(waiting::contains).toList();
        boolean bulkWaits = waited.stream().anyMatch(Staffing::isBulk);
        List<ServedLane> wanted = Stream.of(scarce ? inTurn(waited, posts) : unmanned, growing(posts), unmanned)
                .flatMap(List::stream)
                .distinct()
                .toList();
        List<ServedLane> opened = fitting(wanted, free, bulkWaits, Shares.of(limits, posts));
        opened.forEach(lane -> note(lane, bulkWaits));
        return opened;
    }

    private static List<ServedLane> fitting(List<ServedLane> wanted, int free, boolean bulkWaits, Shares shares) {
        List<ServedLane> fitting = new ArrayList<>();
        for (ServedLane lane : wanted) {
            if (fitting.size() < free && shares.hasRoom(lane.lane(), bulkWaits)) {
                shares.add(lane.lane());
                fitting.add(lane);
            }
        }
        return fitting;
    }

    private void note(ServedLane lane, boolean bulkWaits) {
        lastOpened.put(lane, ++openings);
        interactiveTurns = isBulk(lane) || !bulkWaits ? 0 : interactiveTurns + 1;
    }

    /**
     * Slots to be given up.
     *
     * @param waiting lanes in which a job waits; does not matter unless slots {@link #isScarce are scarce}
     */
    public List<Post> retirements(Collection<Post> posts, Set<ServedLane> waiting) {
        List<Post> retiring = new ArrayList<>(superfluous(posts));
        if (posts.size() < limits.most()) {
            return retiring;
        }
        List<Post> leaving = posts.stream()
                .filter(post -> post.isRetired() || retiring.contains(post))
                .toList();
        Leavers leavers = new Leavers(posts, leaving, Shares.of(limits, posts), this::lastOpened);
        List<ServedLane> deserted = deserted(posts, waiting);
        for (int i = 0; i < Math.min(leaving.size(), deserted.size()); i++) {
            leavers.promise(leaving.get(i), deserted.get(i).lane());
        }
        deserted.stream()
                .skip(leaving.size())
                .flatMap(lane -> leavers.inFavourOf(lane.lane()).stream())
                .forEach(retiring::add);
        if (leaving.isEmpty() && retiring.isEmpty()) {
            growing(posts).stream()
                    .filter(waiting::contains)
                    .flatMap(lane -> leavers.idle(lane.lane(), SUPERFLUOUS).stream())
                    .limit(1)
                    .forEach(retiring::add);
        }
        return retiring;
    }

    /**
     * Of the lanes where a job waits those without any slot. A slot that leaves when its job is done still counts: else its lane
     * would at once make another one leave, and so on.
     */
    private List<ServedLane> deserted(Collection<Post> posts, Set<ServedLane> waiting) {
        return unmanned(posts).stream()
                .filter(lane -> waiting.contains(lane) && posts.stream().noneMatch(post -> isAt(post, lane)))
                .toList();
    }

    /** Lanes without a slot that stays, those first that are to have one first. */
    private List<ServedLane> unmanned(Collection<Post> posts) {
        return lanes.stream()
                .filter(lane -> at(posts, lane).isEmpty())
                .sorted(interactiveFirst())
                .toList();
    }

    private Comparator<ServedLane> interactiveFirst() {
        return Comparator.comparing(Staffing::isBulk).thenComparingLong(this::lastOpened);
    }

    /** Those first that no slot is about to leave; a bulk lane before all others if there is one slot and it is bulk's turn. */
    private List<ServedLane> inTurn(List<ServedLane> waited, Collection<Post> posts) {
        boolean bulksTurn = limits.most() == 1 && interactiveTurns >= INTERACTIVE_TURNS;
        return waited.stream()
                .sorted(Comparator.<ServedLane, Boolean>comparing(
                                lane -> posts.stream().anyMatch(post -> isAt(post, lane)))
                        .thenComparing(lane -> bulksTurn && !isBulk(lane)))
                .toList();
    }

    /** Lanes whose slots are all busy, or not yet as many as are set. */
    private List<ServedLane> growing(Collection<Post> posts) {
        return lanes.stream()
                .filter(lane -> {
                    List<Post> there = at(posts, lane);
                    boolean needed = limits.each().isPresent() || there.stream().allMatch(Post::isBusy);
                    return needed && !there.isEmpty() && there.size() < most(lane.model());
                })
                .sorted(interactiveFirst())
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
                    return idle > 1 ? longestIdle(there, SUPERFLUOUS).stream() : Stream.empty();
                })
                .toList();
    }

    private long lastOpened(ServedLane lane) {
        return lastOpened.getOrDefault(lane, 0L);
    }

    private static Optional<Post> longestIdle(Collection<Post> posts, Duration atLeast) {
        return posts.stream()
                .filter(post -> !post.isRetired() && post.idle().compareTo(atLeast) >= 0)
                .max(Comparator.comparing(Post::idle));
    }

    private static List<Post> at(Collection<Post> posts, ServedLane lane) {
        return posts.stream()
                .filter(post -> isAt(post, lane) && !post.isRetired())
                .toList();
    }

    private static boolean isAt(Post post, ServedLane lane) {
        return post.lane().equals(lane);
    }

    private static boolean isBulk(ServedLane lane) {
        return lane.lane() == Lane.BULK;
    }
}
