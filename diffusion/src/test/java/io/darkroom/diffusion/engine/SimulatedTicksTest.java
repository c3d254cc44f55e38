package io.darkroom.diffusion.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.diffusion.engine.Simulation.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the policy promises, in simulated time. */
class SimulatedTicksTest {
    private static final Sharing ONE_CALL = new Sharing(1, 8, 0.1, 1.5, Duration.ZERO);
    private static final Sharing TWO_CALLS = new Sharing(2, 8, 0.1, 1.5, Duration.ZERO);

    private Simulation device = new Simulation(ONE_CALL, 1);

    @ParameterizedTest
    @ValueSource(ints = {128, 256})
    void anInteractivePictureAppearsInTheMidstOfABulkRun(int bulkSide) {
        long alone = alone();
        bulkRun(64, bulkSide);
        for (int i = 0; i < 50; i++) {
            device.tick();
        }

        Subject picture = interactive(20);
        long arrived = device.now();
        device.arrive(picture);
        device.untilIdle();

        // Company, the share of bulk, and two calls for bulk: the one that it came into and the one that is due by
        // then.
        long bulkCall = (bulkSide / 128) * (bulkSide / 128) * 26 * Simulation.MILLISECOND;
        assertThat(picture.finished() - arrived).isLessThanOrEqualTo((long) (alone * 1.5 / 0.9) + 2 * bulkCall);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.1, 1.5, 2})
    void anInteractivePictureIsNotSlowedDownMuchByCallsBesideIts(double crowding) {
        device = new Simulation(TWO_CALLS, crowding);
        long alone = alone();
        bulkRun(64, 128);
        for (int i = 0; i < 50; i++) {
            device.tick();
        }

        Subject picture = interactive(20);
        long arrived = device.now();
        device.arrive(picture);
        device.untilIdle();

        // Company in its calls and beside them, the share of bulk, and the two calls that it came into.
        long bulkCall = Math.round(26 * crowding) * Simulation.MILLISECOND;
        assertThat(picture.finished() - arrived).isLessThanOrEqualTo((long) (alone * 1.5 * 1.5 / 0.9) + 2 * bulkCall);
    }

    @Test
    void twoCallsKeepADeviceBusyThatOneDoesNot() {
        device = new Simulation(TWO_CALLS, 1.2);
        bulkRun(8, 128);
        device.untilIdle();
        Simulation other = new Simulation(ONE_CALL, 1.2);
        IntStream.range(0, 8).forEach(i -> other.arrive(new Subject(Lane.BULK, new Object(), 128, 2, 20)));
        other.untilIdle();

        assertThat(device.now() * 1.5).isLessThan(other.now());
    }

    @ParameterizedTest
    @ValueSource(ints = {128, 256})
    void bulkPicturesDoNotStarveUnderInteractiveOnesWithoutEnd(int bulkSide) {
        List<Subject> bulk = bulkRun(6, bulkSide);
        for (int i = 0; i < 10; i++) {
            device.arrive(interactive(1_000_000));
        }

        while (!bulk.stream().allMatch(Subject::isFinished)) {
            device.tick();
        }

        // Six calls for bulk and as many of another kind, each with its rest and the interactive call it waits for.
        long call = (bulkSide / 128) * (bulkSide / 128) * 26 * Simulation.MILLISECOND;
        long bound = 2 * 6 * (10 * call + 26 * Simulation.MILLISECOND);
        assertThat(bulk).allSatisfy(picture -> assertThat(picture.longestWait()).isLessThanOrEqualTo(bound));
    }

    @Test
    void bulkTakesNoMoreThanItsShareWhileInteractivePicturesWait() {
        bulkRun(100, 256);
        for (int i = 0; i < 10; i++) {
            device.arrive(interactive(1_000_000));
        }
        for (int i = 0; i < 10_000; i++) {
            device.tick();
        }

        long forBulk = device.made().stream()
                .filter(call -> call.batch().lane() == Lane.BULK)
                .mapToLong(Simulation.Call::nanos)
                .sum();
        assertThat(forBulk / (double) device.now()).isBetween(0.05, 0.105);
    }

    @Test
    void textsAndDecodingsDoNotHoldUpThosePicturesThatAreOnTheirWay() {
        Subject underWay = interactive(30);
        device.arrive(underWay);
        for (int i = 0; i < 40; i++) {
            device.arrive(new Subject(Lane.INTERACTIVE, new Object(), 256, 2, 1));
        }

        while (!underWay.isFinished()) {
            device.tick();
        }

        List<Stage> stages = device.made().stream().map(Simulation.Call::stage).toList();
        assertThat(IntStream.range(1, stages.size())
                        .filter(i -> stages.get(i) != Stage.STEP && stages.get(i - 1) != Stage.STEP)
                        .filter(i -> i > 1))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void textsOfBulkPicturesDoNotHoldUpThoseOnTheirWayWhileInteractiveOnesAreDrawnWithoutEnd(int calls) {
        device = new Simulation(new Sharing(calls, 8, 0.1, 1.5, Duration.ZERO), 1.2);
        IntStream.range(0, 10).forEach(i -> device.arrive(interactive(1_000_000)));
        Subject underWay = new Subject(Lane.BULK, new Object(), 256, 2, 8);
        device.arrive(underWay);
        Subject text = new Subject(Lane.BULK, new Object(), 192, 2, 1_000_000);
        device.arrive(text);

        for (int i = 0; i < 2_000 && !underWay.isFinished(); i++) {
            device.tick();
            if (text.isBegun()) {
                text = new Subject(Lane.BULK, new Object(), 192, 2, 1_000_000);
                device.arrive(text);
            }
        }

        assertThat(underWay.isFinished()).isTrue();
        List<Stage> bulk = device.made().stream()
                .filter(call -> call.batch().lane() == Lane.BULK)
                .map(Simulation.Call::stage)
                .toList();
        assertThat(IntStream.range(2, bulk.size())
                        .filter(i -> bulk.get(i) != Stage.STEP && bulk.get(i - 1) != Stage.STEP))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whateverArrivesEveryPictureIsDrawnAndNoCallIsPutOff(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Subject> all = new ArrayList<>();
        for (int order = 0; order < 60; order++) {
            Object owner = new Object();
            Lane lane = random.nextInt(3) == 0 ? Lane.INTERACTIVE : Lane.BULK;
            int side = 128 << random.nextInt(2);
            int images = 1 + random.nextInt(4);
            for (int i = 0; i < images; i++) {
                Subject subject = new Subject(lane, owner, side, 1 + random.nextInt(2), 1 + random.nextInt(25));
                all.add(subject);
                device.arrive(subject);
            }
            for (int i = random.nextInt(20); i > 0 && !device.isIdle(); i--) {
                device.tick();
            }
        }
        device.untilIdle();

        assertThat(all).allMatch(Subject::isFinished);
        // One call at a time, and no gap between two.
        long busy = device.made().stream().mapToLong(Simulation.Call::nanos).sum();
        assertThat(device.now()).isEqualTo(busy);
    }

    private static long alone() {
        Simulation empty = new Simulation(ONE_CALL, 1);
        empty.arrive(interactive(20));
        empty.untilIdle();
        return empty.now();
    }

    private static Subject interactive(int steps) {
        return new Subject(Lane.INTERACTIVE, new Object(), 128, 2, steps);
    }

    private List<Subject> bulkRun(int pictures, int side) {
        List<Subject> bulk = IntStream.range(0, pictures)
                .mapToObj(i -> new Subject(Lane.BULK, new Object(), side, 2, 20))
                .toList();
        bulk.forEach(device::arrive);
        return bulk;
    }
}
