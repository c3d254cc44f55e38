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
        assertThat(staffing.retirements(posts)).isEmpty();
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
        assertThat(staffing.retirements(posts)).as("nobody waits").isEmpty();
        waiting.add(lanes(3).get(2));

        List<Post> leaving = staffing.retirements(posts);

        assertThat(leaving)
                .singleElement()
                .satisfies(post -> assertThat(post.lane()).isEqualTo(lanes(3).get(1)));
        leaving.forEach(Post::retire);
        assertThat(staffing.retirements(posts))
                .as("one for each lane that waits")
                .isEmpty();
        posts.removeAll(leaving);
        open(staffing);
        assertThat(posts).extracting(Post::lane).containsExactlyElementsOf(lanes(3));
    }

    private Staffing staffing(OptionalInt each, int most, List<ServedLane> lanes) {
        return new Staffing(new SlotLimits(each, most), lanes, model -> useful, waiting::contains);
    }

    private void open(Staffing staffing) {
        staffing.openings(posts).forEach(lane -> posts.add(new Post(lane.toString(), lane, () -> {})));
    }

    private void place(int... at) {
        for (int lane : at) {
            posts.add(new Post("post", lanes(3).get(lane), () -> {}));
        }
    }

    private static List<ServedLane> lanes(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new ServedLane("model" + i / 2, i % 2 == 0 ? Lane.INTERACTIVE : Lane.BULK))
                .toList();
    }
}
