package io.darkroom.bench.fleet;

import io.darkroom.bench.measure.Spread;
import io.darkroom.bench.report.Plot;
import io.darkroom.bench.report.Row;
import io.darkroom.core.job.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/** A busy day of fleets of 1 to 10,000 workers, with as many topics as they need and with one partition as Kafka has it. */
public final class FleetSimulation {
    private static final List<Integer> SIZES = List.of(1, 10, 100, 1_000, 10_000);

    private final Map<Integer, FleetDay> days = new LinkedHashMap<>();
    private final Map<String, FleetDay> others = new LinkedHashMap<>();
    private final FleetDay crowded;

    /** Simulates all; a minute or two. */
    public static FleetSimulation run(Consumer<String> notices) {
        return new FleetSimulation(notices);
    }

    private FleetSimulation(Consumer<String> notices) {
        notices.accept("simulating fleets in special conditions");
        FleetPlan hundred = FleetPlan.busy(100, QueueLimits.NONE).undisturbed();
        others.put("100 workers, undisturbed", Fleet.live(hundred));
        others.put("100 workers, hardly any bulk", Fleet.live(hundred.with(0.19, 0.999)));
        others.put("1,000 workers, one topic a lane", Fleet.live(FleetPlan.busy(1_000, QueueLimits.DEFAULTS)));
        FleetPlan flood = FleetPlan.busy(20, QueueLimits.NONE).undisturbed().with(3, 0.1);
        crowded = Fleet.live(flood, new UsualLimits(Duration.ofMinutes(5)));
        for (int size : SIZES) {
            notices.accept(String.format(Locale.ROOT, "simulating %,d workers", size));
            days.put(size, Fleet.live(FleetPlan.busy(size, QueueLimits.NONE)));
        }
    }

    /** What came out of it. */
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        days.forEach((size, day) -> rows.addAll(rows(name(size), day)));
        others.forEach((name, day) -> rows.addAll(rows(name, day)));
        for (String model : Demand.MODELS) {
            rows.add(Row.of(
                    "20 workers, three times the work, 5 min to wait at most: bulk wait p50 of the " + model + " model",
                    "s",
                    crowded.only(model).wait(Lane.BULK, 0.5)));
        }
        return rows;
    }

    private static List<Row> rows(String fleet, FleetDay day) {
        List<Row> rows = new ArrayList<>();
        rows.add(Row.of(fleet + ": jobs taken in", "", day.admitted().size()));
        rows.add(Row.of(fleet + ": jobs refused", "", day.refused()));
        rows.add(Row.of(fleet + ": jobs taken up again", "", day.takenAgain()));
        rows.add(Row.of(fleet + ": jobs lost", "", day.lost()));
        rows.add(Row.of(fleet + ": utilisation", "%", 100 * day.utilisation()));
        for (Lane lane : Lane.values()) {
            for (int percent : new int[] {50, 95, 99}) {
                rows.add(Row.of(
                        fleet + ": " + lane.wireName() + " wait p" + percent, "s", day.wait(lane, percent / 100.0)));
            }
            rows.add(Row.of(
                    fleet + ": " + lane.wireName() + " p95 of time to pictures, of that alone",
                    "x",
                    day.slowdown(lane, 0.95)));
            rows.add(Row.of(fleet + ": " + lane.wireName() + " fairness (Jain)", "", day.fairness(lane)));
        }
        return rows;
    }

    private static String name(int size) {
        return String.format(Locale.ROOT, size == 1 ? "%,d worker" : "%,d workers", size);
    }

    /** What is made up, and what is not in it. */
    public static List<String> notes() {
        return List.of(
                "fleets are simulated: admission, estimates, staffing and the engine's choice of calls are the code of the services; arrivals, "
                        + "cards, deaths and the queue are made up",
                "work is 75 % of what full calls of all workers draw, a quarter of it interactive; three models, 101 owners, one of whom puts a "
                        + "tenth of all bulk work in at one stroke; 2 % of the workers die, and all are replaced in five waves",
                "not simulated: what one owner may have (it is decided in Redis), loading of models, and a dispatcher that feeds bulk jobs owner by "
                        + "owner, which does not exist yet: a bulk lane is first come, first served");
    }

    /** Utilisation and waits by the size of the fleet. */
    public List<Plot> plots() {
        List<String> sizes = days.keySet().stream()
                .map(size -> String.format(Locale.ROOT, "%,d", size))
                .toList();
        return List.of(
                new Plot(
                        "scale-fleet-utilisation",
                        "Utilisation of simulated fleets, deaths and a rollout included",
                        "workers",
                        "%",
                        sizes,
                        List.of(line("cards computing", day -> 100 * day.utilisation()))),
                new Plot(
                        "scale-fleet-waits",
                        "Waits in simulated fleets, deaths and a rollout included",
                        "workers",
                        "s until taken up",
                        sizes,
                        List.of(
                                line("bulk p95", day -> day.wait(Lane.BULK, 0.95)),
                                line("bulk p50", day -> day.wait(Lane.BULK, 0.5)),
                                line("interactive p95", day -> day.wait(Lane.INTERACTIVE, 0.95)),
                                line("interactive p50", day -> day.wait(Lane.INTERACTIVE, 0.5)))));
    }

    private Plot.Line line(String name, ToDoubleFunction<FleetDay> figure) {
        return new Plot.Line(
                name,
                days.values().stream()
                        .map(day -> Spread.of(figure.applyAsDouble(day)))
                        .toList());
    }
}
