package io.darkroom.diffusion.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.diffusion.pipeline.StepShape;
import io.darkroom.diffusion.pipeline.TestModels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** What the policy chooses among tasks at hand; {@link SimulatedTicksTest} tries it out over time. */
class TickPolicyTest {
    private static final CallKind SMALL = kind(Stage.STEP, 128);
    private static final CallKind LARGE = kind(Stage.STEP, 256);
    private static final CallKind DECODE = kind(Stage.DECODE, 128);

    /** A second for each row, so that company is never for free; as many rows as fit. */
    private IntUnaryOperator worthwhile = waiting -> waiting;

    private double secondsPerCall;
    private double secondsPerRow = 1;
    private double crowding = 1;

    private final Costs costs = new Costs() {
        @Override
        public double seconds(CallKind kind, int rows, boolean beside) {
            return secondsPerCall + secondsPerRow * rows;
        }

        @Override
        public double crowding(CallKind kind, int rows) {
            return crowding;
        }

        @Override
        public int worthwhile(CallKind kind, int waiting, boolean beside) {
            return Math.min(waiting, worthwhile.applyAsInt(waiting));
        }
    };

    private final TickPolicy policy = new TickPolicy(new Sharing(2, 8, 0.1, 1.5, Duration.ZERO), costs);

    private record Waiting(
            CallKind kind, int rows, Lane lane, Object owner, long since, boolean isAlone, boolean isUndisturbed)
            implements Task {
        static Waiting step(CallKind kind, Lane lane, long since) {
            return new Waiting(kind, 2, lane, new Object(), since, false, false);
        }

        Waiting alone() {
            return new Waiting(kind, rows, lane, owner, since, true, isUndisturbed);
        }

        Waiting undisturbed() {
            return new Waiting(kind, rows, lane, owner, since, isAlone, true);
        }

        Waiting of(Object other) {
            return new Waiting(kind, rows, lane, other, since, isAlone, isUndisturbed);
        }
    }

    private static CallKind kind(Stage stage, int side) {
        return new CallKind(TestModels.get("shapes"), "shapes", stage, new StepShape(side, side, 77, 0));
    }

    @Test
    void picturesOfOneKindShareACall() {
        Waiting one = Waiting.step(SMALL, Lane.INTERACTIVE, 1);
        Waiting other = Waiting.step(SMALL, Lane.INTERACTIVE, 2);
        Waiting larger = Waiting.step(LARGE, Lane.INTERACTIVE, 3);

        assertThat(next(larger, other, one)).containsExactly(one, other);
    }

    @Test
    void aCallIsMadeForASinglePicture() {
        Waiting only = Waiting.step(SMALL, Lane.BULK, 1);

        assertThat(next(only)).containsExactly(only);
    }

    @Test
    void interactivePicturesGoFirstHoweverLongBulkOnesHaveWaited() {
        Waiting bulk = Waiting.step(LARGE, Lane.BULK, 1);
        Waiting interactive = Waiting.step(SMALL, Lane.INTERACTIVE, 100);
        policy.done(bulkCall(LARGE), 1_000_000, 100);

        assertThat(next(bulk, interactive)).containsExactly(interactive);
    }

    @Test
    void bulkPicturesFillUpACallThatCompanyMakesALittleLonger() {
        secondsPerCall = 8;
        List<Task> waiting = new ArrayList<>();
        waiting.add(Waiting.step(SMALL, Lane.INTERACTIVE, 9));
        for (int i = 0; i < 8; i++) {
            waiting.add(Waiting.step(SMALL, Lane.BULK, i));
        }
        policy.done(bulkCall(SMALL), 1_000_000_000, 10);

        // Alone 10 s, so 15 s at most, and that is 7 rows; the next picture would make 8.
        assertThat(next(waiting.toArray(Task[]::new))).containsExactly(waiting.get(0), waiting.get(1), waiting.get(2));
    }

    @Test
    void bulkPicturesStayAwayFromACallThatCompanyMakesMuchLonger() {
        Waiting interactive = Waiting.step(SMALL, Lane.INTERACTIVE, 9);
        Waiting bulk = Waiting.step(SMALL, Lane.BULK, 1);
        policy.done(bulkCall(SMALL), 1_000_000, 10);

        assertThat(next(interactive, bulk)).containsExactly(interactive);
    }

    @Test
    void interactivePicturesJoinACallForBulkOnes() {
        Waiting bulk = Waiting.step(SMALL, Lane.BULK, 1);
        Waiting interactive = Waiting.step(SMALL, Lane.INTERACTIVE, 2);
        long muchLater = Duration.ofHours(1).toNanos();

        Occupancy device = new Occupancy(muchLater, 1, List.of());
        assertThat(policy.next(List.of(interactive, bulk), device).orElseThrow().tasks())
                .containsExactly(bulk, interactive);
    }

    @Test
    void noMoreRowsThanAreWorthwhileOrAllowed() {
        List<Task> waiting = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            waiting.add(Waiting.step(SMALL, Lane.BULK, i));
        }

        assertThat(next(waiting.toArray(Task[]::new))).hasSize(4);
        worthwhile = rows -> 5;
        assertThat(next(waiting.toArray(Task[]::new))).hasSize(2);
        worthwhile = rows -> 1;
        assertThat(next(waiting.toArray(Task[]::new))).hasSize(1);
    }

    @Test
    void oneUnetCallFollowsEachOtherCallWhileBothWait() {
        Waiting step = Waiting.step(SMALL, Lane.INTERACTIVE, 1);
        Waiting decode = Waiting.step(DECODE, Lane.INTERACTIVE, 2);
        List<Stage> made = new ArrayList<>();
        for (int call = 0; call < 4; call++) {
            Batch<Waiting> batch = policy.next(List.of(step, decode), new Occupancy(call, 1, List.of()))
                    .orElseThrow();
            made.add(batch.kind().stage());
        }

        assertThat(made).containsExactly(Stage.DECODE, Stage.STEP, Stage.DECODE, Stage.STEP);
    }

    @Test
    void aPictureThatMustBeAloneIs() {
        Waiting suspect = Waiting.step(SMALL, Lane.INTERACTIVE, 1).alone();
        Waiting other = Waiting.step(SMALL, Lane.INTERACTIVE, 2);
        Waiting next = Waiting.step(SMALL, Lane.INTERACTIVE, 3);

        assertThat(next(suspect, other, next)).containsExactly(suspect);
        Waiting later = Waiting.step(SMALL, Lane.INTERACTIVE, 9).alone();
        assertThat(next(other, later, next)).containsExactly(other, next);
    }

    @Test
    void manyPicturesOfOneOrderDoNotPushBackTheOneOfAnother() {
        worthwhile = rows -> 4;
        Object large = new Object();
        List<Task> waiting = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            waiting.add(Waiting.step(SMALL, Lane.INTERACTIVE, i).of(large));
        }
        Waiting small = Waiting.step(SMALL, Lane.INTERACTIVE, 100);
        waiting.add(small);

        assertThat(next(waiting.toArray(Task[]::new))).containsExactly(waiting.get(0), small);
    }

    @Test
    void callsThatCouldBeginAtOnceHaveAShareOfThePicturesEach() {
        List<Task> waiting = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            waiting.add(Waiting.step(SMALL, Lane.INTERACTIVE, i));
        }

        assertThat(policy.next(waiting, new Occupancy(100, 2, List.of()))
                        .orElseThrow()
                        .tasks())
                .containsExactly(waiting.get(0), waiting.get(1));
    }

    @Test
    void bulkPicturesRunBesideInteractiveOnesIfThatSlowsThemDownALittle() {
        Waiting bulk = Waiting.step(LARGE, Lane.BULK, 1);
        Occupancy device = new Occupancy(100, 1, List.of(interactiveCall(SMALL)));
        policy.done(bulkCall(LARGE), 1_000_000, 100);

        crowding = 1.5;
        assertThat(policy.next(List.of(bulk), device)).isPresent();
        crowding = 1.6;
        assertThat(policy.next(List.of(bulk), device)).isEmpty();
    }

    @Test
    void onlyOneCallForBulkPicturesAtATimeWhileInteractiveOnesWait() {
        Waiting bulk = Waiting.step(LARGE, Lane.BULK, 1);
        Waiting interactive = Waiting.step(SMALL, Lane.INTERACTIVE, 2);
        Occupancy device = new Occupancy(Duration.ofHours(1).toNanos(), 1, List.of(bulkCall(LARGE)));

        assertThat(policy.next(List.of(bulk, interactive), device).orElseThrow().tasks())
                .containsExactly(interactive);
    }

    @Test
    void aPictureThatMustBeUndisturbedWaitsForTheCallsUnderWayAndNothingBeginsBeforeIt() {
        Waiting undisturbed = Waiting.step(SMALL, Lane.INTERACTIVE, 1).undisturbed();
        Waiting other = Waiting.step(LARGE, Lane.INTERACTIVE, 2);
        Occupancy busy = new Occupancy(100, 1, List.of(interactiveCall(LARGE)));

        assertThat(policy.next(List.of(other, undisturbed), busy)).isEmpty();
        assertThat(next(other, undisturbed)).containsExactly(undisturbed);
    }

    @Test
    void nothingBeginsBesideAPictureThatMustBeUndisturbed() {
        Waiting leader = Waiting.step(SMALL, Lane.INTERACTIVE, 1);
        Waiting undisturbed = Waiting.step(SMALL, Lane.INTERACTIVE, 2).undisturbed();
        Batch<Task> call = Batch.of(List.<Task>of(leader, undisturbed));

        assertThat(policy.next(List.of(Waiting.step(LARGE, Lane.INTERACTIVE, 3)), new Occupancy(100, 1, List.of(call))))
                .isEmpty();
    }

    @Test
    void aPictureThatMustBeUndisturbedSharesACallOnlyOfADeviceThatIsFree() {
        Waiting leader = Waiting.step(SMALL, Lane.INTERACTIVE, 1);
        Waiting undisturbed = Waiting.step(SMALL, Lane.INTERACTIVE, 2).undisturbed();
        Occupancy busy = new Occupancy(100, 1, List.of(interactiveCall(LARGE)));

        assertThat(policy.next(List.of(leader, undisturbed), busy).orElseThrow().tasks())
                .containsExactly(leader);
        assertThat(next(leader, undisturbed)).containsExactly(leader, undisturbed);
    }

    private static Batch<Task> bulkCall(CallKind kind) {
        return Batch.of(List.<Task>of(Waiting.step(kind, Lane.BULK, 0)));
    }

    private static Batch<Task> interactiveCall(CallKind kind) {
        return Batch.of(List.<Task>of(Waiting.step(kind, Lane.INTERACTIVE, 0)));
    }

    private List<Task> next(Task... waiting) {
        return policy.next(List.of(waiting), new Occupancy(100, 1, List.of()))
                .orElseThrow()
                .tasks();
    }
}
