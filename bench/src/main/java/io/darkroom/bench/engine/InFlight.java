package io.darkroom.bench.engine;

import io.darkroom.bench.measure.Contestant;
import java.util.List;

/** Our engine with so many pictures on their way at a time. */
final class InFlight implements Contestant {
    private final Drawer drawer;
    private final int count;
    private final List<DrawingJob> jobs;

    InFlight(Drawer drawer, int count, List<DrawingJob> jobs) {
        this.drawer = drawer;
        this.count = count;
        this.jobs = jobs;
    }

    @Override
    public String name() {
        return count + " in flight";
    }

    int count() {
        return count;
    }

    /** Pictures a second. */
    @Override
    public double measure() {
        long begun = System.nanoTime();
        var unused = drawer.draw(jobs, count);
        return jobs.size() / ((System.nanoTime() - begun) / 1e9);
    }
}
