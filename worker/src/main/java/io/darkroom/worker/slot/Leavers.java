package io.darkroom.worker.slot;

import static io.darkroom.core.job.Lane.BULK;
import static io.darkroom.core.job.Lane.INTERACTIVE;

import io.darkroom.core.job.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Who gives up a slot for a lane that has none, in one look: who is idle, else who shares a lane with most others, else whose
 * lane was opened longest ago; bulk before interactive, within the {@link Shares} of both.
 */
final class Leavers {
    private final List<Post> staying;
    private final Shares shares;
    private final ToLongFunction<ServedLane> lastOpened;

    /** @param leaving those of {@code posts} that leave already */
    Leavers(Collection<Post> posts, Collection<Post> leaving, Shares shares, ToLongFunction<ServedLane> lastOpened) {
        staying = new ArrayList<>(posts);
        staying.removeAll(leaving);
        this.shares = shares;
        this.lastOpened = lastOpened;
    }

    /** The slot of one that leaves already goes to that kind of lane. */
    void promise(Post leaver, Lane kind) {
        shares.move(leaver.lane().lane(), kind);
    }

    /** Who leaves so that a lane of that kind gets a slot; empty if nobody can. */
    Optional<Post> inFavourOf(Lane kind) {
        Optional<Post> leaver =
                idle(kind, Staffing.SETTLED).or(() -> kind == INTERACTIVE ? forInteractive() : forBulk());
        leaver.ifPresent(post -> {
            staying.remove(post);
            promise(post, kind);
        });
        return leaver;
    }

    private Optional<Post> forInteractive() {
        return busyIf(shares.isAbove(BULK), BULK).or(() -> busyIf(true, INTERACTIVE));
    }

    private Optional<Post> forBulk() {
        return busyIf(shares.isBelow(BULK), INTERACTIVE).or(() -> busyIf(true, BULK));
    }

    /** Who was idle longest and can be spared for a lane of that kind. */
    Optional<Post> idle(Lane kind, Duration atLeast) {
        return longestIdle(BULK, atLeast)
                .or(() -> kind == INTERACTIVE || shares.isAbove(INTERACTIVE)
                        ? longestIdle(INTERACTIVE, atLeast)
                        : Optional.empty());
    }

    private Optional<Post> longestIdle(Lane kind, Duration atLeast) {
        return staying.stream()
                .filter(post -> post.lane().lane() == kind && post.idle().compareTo(atLeast) >= 0)
                .max(Comparator.comparing(Post::idle));
    }

    private Optional<Post> busyIf(boolean allowed, Lane kind) {
        return staying.stream()
                .filter(post -> allowed && post.isBusy() && post.lane().lane() == kind)
                .min(Comparator.<Post>comparingLong(post -> -sharing(post.lane()))
                        .thenComparing(post -> lastOpened.applyAsLong(post.lane())));
    }

    private long sharing(ServedLane lane) {
        return staying.stream().filter(post -> post.lane().equals(lane)).count();
    }
}
