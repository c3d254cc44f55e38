package io.darkroom.bench.scale;

import io.darkroom.bench.fleet.FleetSimulation;
import io.darkroom.bench.report.Plot;
import io.darkroom.bench.report.Report;
import io.darkroom.bench.report.Row;
import io.darkroom.bench.suite.Benchmark;
import io.darkroom.bench.suite.Settings;
import java.util.ArrayList;
import java.util.List;

/** What a job costs however many wait, and how whole fleets would do. */
public final class ScaleBench implements Benchmark {
    @Override
    public String name() {
        return "scale";
    }

    @Override
    public Report run(Settings settings) {
        QueuedCosts queued = QueuedCosts.measure(settings);
        FleetSimulation fleets = FleetSimulation.run(settings.notices());
        List<Row> rows = new ArrayList<>(queued.rows());
        rows.addAll(fleets.rows());
        List<String> notes = new ArrayList<>(QueuedCosts.notes());
        notes.addAll(FleetSimulation.notes());
        List<Plot> plots = new ArrayList<>(queued.plots());
        plots.addAll(fleets.plots());
        String title = "jobs that draw nothing while others wait, median of " + settings.rounds()
                + " rounds; and simulated fleets, each once";
        return new Report(name(), title, rows, notes, plots);
    }
}
