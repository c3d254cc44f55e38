package io.darkroom.bench.engine;

import io.darkroom.bench.measure.Contestant;
import io.darkroom.bench.peer.NotRun;
import io.darkroom.bench.peer.Peer;
import io.darkroom.bench.suite.Settings;
import java.util.List;
import java.util.Map;

/** A peer that draws the jobs one after the other and times itself. */
final class LoopPeer implements Contestant, AutoCloseable {
    private final String name;
    private final Peer peer;
    private final List<DrawingJob> jobs;

    private LoopPeer(String name, Peer peer, List<DrawingJob> jobs) {
        this.name = name;
        this.peer = peer;
        this.jobs = jobs;
    }

    static LoopPeer start(String name, Program program, Settings settings, List<DrawingJob> jobs) throws NotRun {
        List<String> arguments =
                List.of("--model", settings.model().toString(), "--threads", Integer.toString(settings.threads()));
        return new LoopPeer(name, settings.peers().start(program.folder(), program.file(), arguments), jobs);
    }

    @Override
    public String name() {
        return name;
    }

    String version() {
        return peer.version();
    }

    /** Pictures a second. */
    @Override
    public double measure() {
        return jobs.size() / peer.ask(Map.of("jobs", jobs)).path("seconds").asDouble();
    }

    @Override
    public void close() {
        peer.close();
    }

    /** Where a peer's program lies. */
    record Program(String folder, String file) {}
}
