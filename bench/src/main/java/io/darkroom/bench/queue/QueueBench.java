package io.darkroom.bench.queue;

import io.darkroom.bench.measure.Contestant;
import io.darkroom.bench.measure.Figures;
import io.darkroom.bench.measure.Rounds;
import io.darkroom.bench.measure.Spread;
import io.darkroom.bench.peer.NotRun;
import io.darkroom.bench.peer.Peer;
import io.darkroom.bench.report.Plot;
import io.darkroom.bench.report.Report;
import io.darkroom.bench.report.Row;
import io.darkroom.bench.report.Target;
import io.darkroom.bench.service.MeasuredSystem;
import io.darkroom.bench.service.RedisLink;
import io.darkroom.bench.suite.Benchmark;
import io.darkroom.bench.suite.Settings;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Jobs a second from submission to result with nothing drawn, and the round trip of one. Ours are sealed, durable before they
 * are taken, and fetched over REST; those of the others are none of that, and have no API in between.
 */
public final class QueueBench implements Benchmark {
    /** Of each lane; as many jobs as are in a worker's hands at a time. */
    private static final int SLOTS = 16;
    /**
     * Until API, worker and Kafka's broker have compiled what they do for each job, a job takes twice as long and more; a
     * server comes to that within minutes, the programs of the others need not.
     */
    private static final int WARMING_JOBS = 40_000;

    private static final int WARMING_OUTSTANDING = 256;

    @Override
    public String name() {
        return "queue";
    }

    @Override
    public Report run(Settings settings) {
        Map<QueuePeer, Peer> peers = new EnumMap<>(QueuePeer.class);
        Map<QueuePeer, String> missing = new EnumMap<>(QueuePeer.class);
        try (MeasuredSystem system = MeasuredSystem.drawingNothing(settings, SLOTS);
                RedisLink redis = system.redis()) {
            // What is known of a job outlives it by a day, and no day has as many jobs as a bench.
            redis.ask("CONFIG", "SET", "maxmemory", "2gb");
            if (settings.withPeers()) {
                start(peers, missing, settings, system);
            }
            Queue ours = Queue.of(system.client());
            Queue retaining = Queue.retaining(system.client());
            settings.notices().accept("warming up the services with " + WARMING_JOBS + " jobs");
            Queue.warmUp(system.client(), WARMING_JOBS, WARMING_OUTSTANDING);
            List<Queue> theirs = peers.entrySet().stream()
                    .map(peer -> Queue.of(peer.getKey().label(), peer.getValue()))
                    .toList();
            List<Contestant> contestants = new ArrayList<>(contestants(ours, theirs));
            contestants.add(retaining.under(Load.BUSY));
            Figures figures = new Rounds(settings.rounds(), settings.notices()).run(contestants);
            List<Row> rows = new ArrayList<>();
            for (Load load : Load.values()) {
                rows.addAll(rows(load, ours, theirs, figures));
            }
            rows.add(Row.of(
                    Load.BUSY.what() + ", retained",
                    Load.BUSY.unit(),
                    figures.of(retaining.under(Load.BUSY)),
                    "not retained",
                    figures.of(ours.under(Load.BUSY))));
            missing.forEach((peer, reason) -> rows.add(Row.notRun("jobs", peer.label(), reason)));
            return new Report(name(), title(settings), rows, notes(peers), List.of(plot(ours, theirs, figures)));
        } finally {
            peers.values().forEach(Peer::close);
        }
    }

    private static void start(
            Map<QueuePeer, Peer> peers, Map<QueuePeer, String> missing, Settings settings, MeasuredSystem system) {
        for (QueuePeer peer : QueuePeer.values()) {
            try {
                peers.put(peer, peer.start(settings, system.redisForPeers()));
            } catch (NotRun e) {
                missing.put(peer, String.valueOf(e.getMessage()));
            }
        }
    }

    private static List<Contestant> contestants(Queue ours, List<Queue> theirs) {
        return Stream.of(Load.values())
                .flatMap(load -> Stream.concat(Stream.of(ours), theirs.stream()).map(queue -> queue.under(load)))
                .toList();
    }

    private static List<Row> rows(Load load, Queue ours, List<Queue> theirs, Figures figures) {
        double[] own = figures.of(ours.under(load));
        if (theirs.isEmpty()) {
            return List.of(Row.of(load.what(), load.unit(), own));
        }
        return theirs.stream()
                .map(other -> meant(
                        load,
                        other,
                        Row.of(load.what(), load.unit(), own, other.name(), figures.of(other.under(load)))))
                .toList();
    }

    private static Row meant(Load load, Queue other, Row row) {
        boolean isTarget = load == Load.FULL && other.name().equals(QueuePeer.CELERY.label());
        return isTarget ? row.meant(Target.atLeast(1.0)) : row;
    }

    private static Plot plot(Queue ours, List<Queue> theirs, Figures figures) {
        List<Plot.Line> lines = Stream.concat(Stream.of(ours), theirs.stream())
                .map(queue -> new Plot.Line(
                        queue.name(),
                        Stream.of(Load.values())
                                .map(load -> Spread.of(load.rates(figures.of(queue.under(load)))))
                                .toList()))
                .toList();
        List<String> steps = Stream.of(Load.values())
                .map(load -> String.format("%,d", load.outstanding()))
                .toList();
        return new Plot("queue", "Jobs that draw nothing", "jobs outstanding", "jobs/s", steps, lines);
    }

    private static String title(Settings settings) {
        return "jobs that draw nothing, from submission to result, one worker with " + SLOTS
                + " slots a lane; median of " + settings.rounds() + " rounds";
    }

    private static List<String> notes(Map<QueuePeer, Peer> peers) {
        List<String> notes = new ArrayList<>();
        notes.add(
                "Darkroom: over REST, sealed, on Kafka before it is taken; the others: from within, plain, in Redis alone");
        peers.forEach((name, peer) -> notes.add(name.label() + ": " + peer.version()));
        return notes;
    }
}
