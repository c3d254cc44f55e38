package io.darkroom.bench.engine;

import io.darkroom.bench.measure.Contestant;
import io.darkroom.bench.measure.Figures;
import io.darkroom.bench.measure.Rounds;
import io.darkroom.bench.measure.Spread;
import io.darkroom.bench.parts.Parts;
import io.darkroom.bench.peer.NotRun;
import io.darkroom.bench.report.Plot;
import io.darkroom.bench.report.Report;
import io.darkroom.bench.report.Row;
import io.darkroom.bench.report.Target;
import io.darkroom.bench.suite.Benchmark;
import io.darkroom.bench.suite.Settings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Pictures a second with 1 to 16 in flight, beside programs that draw one picture after another. */
public final class EngineBench implements Benchmark {
    private static final List<Integer> COUNTS = List.of(1, 2, 4, 8, 16);
    private static final int JOBS = 8;
    private static final String UNIT = "pictures/s";

    /** By the name in the table; the first is the one that the targets are about. */
    private static final Map<String, LoopPeer.Program> PEERS = peers();

    private static final String YARDSTICK = "onnxruntime Python loop";

    private static Map<String, LoopPeer.Program> peers() {
        Map<String, LoopPeer.Program> peers = new LinkedHashMap<>();
        peers.put(YARDSTICK, new LoopPeer.Program("onnxruntime-python", "loop.py"));
        peers.put("onnxruntime-node loop", new LoopPeer.Program("onnxruntime-node", "loop.js"));
        peers.put("diffusers on torch", new LoopPeer.Program("diffusers-torch", "loop.py"));
        return Collections.unmodifiableMap(peers);
    }

    @Override
    public String name() {
        return "engine";
    }

    @Override
    public Report run(Settings settings) throws InterruptedException {
        List<LoopPeer> peers = new ArrayList<>();
        Map<String, String> missing = new LinkedHashMap<>();
        if (settings.withPeers()) {
            start(peers, missing, settings);
        }
        try (Drawer drawer = new Drawer(settings.model(), settings.threads())) {
            List<InFlight> ours = COUNTS.stream()
                    .map(count -> new InFlight(drawer, count, jobs(count)))
                    .toList();
            List<Contestant> all = new ArrayList<>(ours);
            all.addAll(peers);
            Figures figures = new Rounds(settings.rounds(), settings.notices()).run(all);
            List<Row> rows = new ArrayList<>(rows(ours, peers, figures));
            missing.forEach((name, reason) -> rows.add(Row.notRun("pictures/s", name, reason)));
            rows.add(Garbage.row(settings));
            rows.addAll(Parts.rows(settings));
            return new Report(name(), title(settings), rows, notes(peers), List.of(plot(ours, peers, figures)));
        } finally {
            peers.forEach(LoopPeer::close);
        }
    }

    private static void start(List<LoopPeer> peers, Map<String, String> missing, Settings settings) {
        PEERS.forEach((name, program) -> {
            try {
                peers.add(LoopPeer.start(name, program, settings, jobs(1)));
            } catch (NotRun e) {
                missing.put(name, String.valueOf(e.getMessage()));
            }
        });
    }

    /** As many as are in flight, but not so few that the clock matters. */
    private static List<DrawingJob> jobs(int inFlight) {
        return DrawingJob.different(Math.max(JOBS, inFlight));
    }

    private static List<Row> rows(List<InFlight> ours, List<LoopPeer> peers, Figures figures) {
        List<Row> rows = new ArrayList<>();
        for (Contestant peer : peers) {
            for (InFlight own : ours) {
                Row row = Row.of(own.name(), UNIT, figures.of(own), peer.name(), figures.of(peer));
                rows.add(peer.name().equals(YARDSTICK) ? meant(row, own.count()) : row);
            }
        }
        InFlight alone = ours.get(0);
        for (InFlight own : ours.subList(1, ours.size())) {
            rows.add(Row.of(own.name(), UNIT, figures.of(own), alone.name(), figures.of(alone)));
        }
        return rows;
    }

    private static Row meant(Row row, int inFlight) {
        return switch (inFlight) {
            case 1 -> row.meant(Target.atLeast(1.0));
            case 8 -> row.meant(Target.atLeast(1.5));
            default -> row;
        };
    }

    private static String title(Settings settings) {
        return "jobs of different settings, " + DrawingJob.SIDE + "x" + DrawingJob.SIDE + ", " + DrawingJob.STEPS
                + " steps, " + settings.threads() + " threads for each operator; median of " + settings.rounds()
                + " rounds";
    }

    private static List<String> notes(List<LoopPeer> peers) {
        List<String> notes = new ArrayList<>();
        peers.forEach(peer -> notes.add(peer.name() + ": " + peer.version() + "; one picture after another"));
        return notes;
    }

    private static Plot plot(List<InFlight> ours, List<LoopPeer> peers, Figures figures) {
        List<Plot.Line> lines = new ArrayList<>();
        lines.add(new Plot.Line(
                "Darkroom", ours.stream().map(own -> Spread.of(figures.of(own))).toList()));
        for (LoopPeer peer : peers) {
            Spread rate = Spread.of(figures.of(peer));
            lines.add(new Plot.Line(
                    peer.name(),
                    IntStream.range(0, ours.size()).mapToObj(i -> rate).toList()));
        }
        List<String> steps = COUNTS.stream().map(String::valueOf).toList();
        return new Plot("engine", "Pictures of different jobs", "pictures in flight", UNIT, steps, lines);
    }
}
