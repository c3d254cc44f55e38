package io.darkroom.worker.slot;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.core.job.Lane;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StaffingTest {
    private final List<Post> posts = new ArrayList<>();
    private final Set<ServedLane> waiting = new HashSet<>();
    private int useful = 4;
    private long now;

    @Test
    void everyLaneHasOneSlotAndOneMoreThanAreBusyAsLongAsTheyAreUseful() {
        Staffing staffing = staffing(OptionalInt.empty(), 64, lanes(2));
        open(staffing);
        assertThat(posts).extracting(Post::lane).containsExactlyInAnyOrderElementsOf(lanes(2));

        for (int jobs = 1; jobs <= 6; jobs++) {
            posts.stream()
                    .filter(post -> post.lane().equals(lanes(2).get(0)) && !post.isBusy())
                    .forEach(Post::taken);
            open(staffing);
        }

        assertThat(posts)
                .filteredOn(post -> post.lane().equals(lanes(2).get(0)))
                .hasSize(useful);
        assertThat(posts).hasSize(useful + 1);
    }

    @Test
    void aNumberOfSlotsIsKeptWhetherTheyAreBusyOrNot() {
        Staffing staffing = staffing(OptionalInt.of(3), 64, lanes(2));
        for (int round = 0; round < 5; round++) {
            open(staffing);
        }

        assertThat(posts).hasSize(6);
        assertThat(staffing.retirements(posts, waiting)).isEmpty();
    }

    @Test
    void thereAreNeverMoreThanAllowed() {
        Staffing staffing = staffing(OptionalInt.empty(), 10, lanes(300));

        for (int round = 0; round < 5; round++) {
            open(staffing);
            posts.forEach(Post::taken);
        }

        assertThat(posts).hasSize(10);
    }

    @Test
    void whereSlotsAreScarceTheyGoWhereJobsWaitFirst() {
        Staffing staffing = staffing(OptionalInt.empty(), 2, lanes(300));
        waiting.addAll(lanes(300).subList(150, 152));

        open(staffing);

        assertThat(posts).extracting(Post::lane).containsExactlyInAnyOrderElementsOf(waiting);
    }

    @Test
    void ifAllAreBusyOneMovesAfterItsJobFromWhereMostAre() {
        Staffing staffing = staffing(OptionalInt.empty(), 3, lanes(3));
        place(0, 1, 1);
        posts.forEach(Post::taken);
        assertThat(staffing.retirements(posts, waiting)).as("nobody waits").isEmpty();
        waiting.add(lanes(3).get(2));

        List<Post> leaving = staffing.retirements(posts, waiting);

        assertThat(leaving)
                .singleElement()
                .satisfies(post -> assertThat(post.lane()).isEqualTo(lanes(3).get(1)));
        leaving.forEach(Post::retire);
        assertThat(staffing.retirements(posts, waiting))
                .as("one for each lane that waits")
                .isEmpty();
        posts.removeAll(leaving);
        open(staffing);
        assertThat(posts).extracting(Post::lane).containsExactlyElementsOf(lanes(3));
    }

    @Test
    void aLaneThatWaitsMakesOneSlotLeaveHoweverOftenOneLooks() {
        Staffing staffing = staffing(OptionalInt.empty(), 3, lanes(4));
        place(0, 1, 2);
        posts.forEach(Post::taken);
        waiting.addAll(lanes(4));

        for (int look = 0; look < 5; look++) {
            staffing.retirements(posts, waiting).forEach(Post::retire);
        }

        assertThat(posts).filteredOn(Post::isRetired).hasSize(1);
    }

    @Test
    void everyLaneThatWaitsForEverIsOpenedInTurn() {
        Staffing staffing = staffing(OptionalInt.empty(), 3, lanes(5));
        waiting.addAll(lanes(5));
        List<ServedLane> opened = new ArrayList<>();

        for (int move = 0; move < 40; move++) {
            opened.addAll(openAndTake(staffing));
            endOneThatLeaves(staffing);
        }

        assertThat(opened.subList(0, 3))
                .as("two for interactive lanes, one for a bulk lane")
                .containsExactlyElementsOf(List.of(lanes(5).get(0), lanes(5).get(2), lanes(5).get(1)));
        for (int move = 0; move + 10 <= opened.size(); move++) {
            assertThat(opened.subList(move, move + 10)).containsAll(lanes(5));
        }
    }

    @Test
    void interactiveLanesGetASingleSlotThreeTimesAndABulkLaneOnce() {
        Staffing staffing = staffing(OptionalInt.empty(), 1, lanes(4));
        waiting.addAll(lanes(4));
        List<ServedLane> opened = new ArrayList<>();

        for (int move = 0; move < 8; move++) {
            opened.addAll(openAndTake(staffing));
            endOneThatLeaves(staffing);
        }

        assertThat(opened)
                .extracting(ServedLane::lane)
                .containsExactly(
                        Lane.INTERACTIVE,
                        Lane.INTERACTIVE,
                        Lane.INTERACTIVE,
                        Lane.BULK,
                        Lane.INTERACTIVE,
                        Lane.INTERACTIVE,
                        Lane.INTERACTIVE,
                        Lane.BULK);
        assertThat(opened).containsAll(lanes(4));
    }

    @Test
    void forAnInteractiveJobABulkSlotLeaves() {
        Staffing staffing = staffing(OptionalInt.empty(), 4, lanes(6));
        place(0, 2, 1, 3);
        posts.forEach(Post::taken);
        waiting.addAll(lanes(6));

        assertThat(staffing.retirements(posts, Set.of(lanes(6).get(4))))
                .singleElement()
                .satisfies(post -> assertThat(post.lane().lane()).isEqualTo(Lane.BULK));
    }

    @Test
    void someIdleSlotsAreLeftForInteractiveJobsHoweverMuchBulkWaits() {
        Staffing staffing = staffing(OptionalInt.empty(), 4, lanes(8));
        open(staffing);
        lanes(8).stream().filter(lane -> lane.lane() == Lane.BULK).forEach(waiting::add);
        now += Staffing.SETTLED.toNanos();

        for (int look = 0; look < 5; look++) {
            staffing.retirements(posts, waiting).forEach(Post::retire);
            posts.removeIf(Post::isRetired);
            openAndTake(staffing);
        }

        assertThat(posts).filteredOn(Post::isBusy).hasSize(3);
        assertThat(posts)
                .filteredOn(post -> !post.isBusy())
                .extracting(post -> post.lane().lane())
                .containsExactly(Lane.INTERACTIVE);
    }

    @Test
    void whereJobsWaitMattersOnlyIfSlotsAreScarce() {
        assertThat(staffing(OptionalInt.empty(), 3, lanes(2)).isScarce(posts)).isFalse();
        assertThat(staffing(OptionalInt.empty(), 3, lanes(4)).isScarce(posts)).isTrue();
        place(0, 0, 1);
        assertThat(staffing(OptionalInt.empty(), 3, lanes(2)).isScarce(posts)).isTrue();
    }

    /** In each lane that waits a job is taken at once. */
    private List<ServedLane> openAndTake(Staffing staffing) {
        List<ServedLane> opened = staffing.openings(posts, waiting);
        opened.forEach(lane -> posts.add(post(lane)));
        posts.stream()
                .filter(post -> !post.isBusy() && waiting.contains(post.lane()))
                .forEach(Post::taken);
        return opened;
    }

    private void endOneThatLeaves(Staffing staffing) {
        for (int look = 0; look < 3; look++) {
            staffing.retirements(posts, waiting).forEach(Post::retire);
        }
        posts.stream().filter(Post::isRetired).findFirst().ifPresent(posts::remove);
    }

    private Staffing staffing(OptionalInt each, int most, List<ServedLane> lanes) {
        return new Staffing(new SlotLimits(each, most), lanes, model -> useful);
    }

    private void open(Staffing staffing) {
        staffing.openings(posts, waiting).forEach(lane -> posts.add(post(lane)));
    }

    private void place(int... at) {
        for (int lane : at) {
            posts.add(post(lanes(lane + 1).get(lane)));
        }
    }

    private Post post(ServedLane lane) {
        return new Post(lane.toString(), lane, () -> {}, () -> now);
    }

    private static List<ServedLane> lanes(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new ServedLane("model" + i / 2, i % 2 == 0 ? Lane.INTERACTIVE : Lane.BULK))
                .toList();
    }
}
