package io.darkroom.bench.scale;

import io.darkroom.bench.measure.Contestant;
import io.darkroom.bench.service.NoopJob;
import io.darkroom.bench.service.RedisLink;
import io.darkroom.bench.service.RestClient;
import io.darkroom.bench.service.Window;
import io.darkroom.core.job.Lane;
import io.darkroom.core.wire.RedisKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;

/**
 * A lane in which so many jobs wait, of an owner of its own. Each time some are added, looked at and drawn, so that as many
 * wait as before.
 */
final class Backlog implements Contestant {
    private static final int TURNS = 4;
    private static final int JOBS = 100;
    private static final int OUTSTANDING = 32;
    private static final long LOOK_NANOS = 5_000_000;

    private final int size;
    private final String model;
    private final RestClient client;
    private final RedisLink redis;
    private final Path hold;
    private final List<Costs> measured = new ArrayList<>();

    /** What the jobs of one round cost. */
    record Costs(Cost submitted, Cost looked, Cost drawn) {
        /** Of one job from its submission to its end. */
        double whole() {
            return submitted.processorMillisEach() + drawn.processorMillisEach();
        }

        /** Of that the part of Redis. */
        double redis() {
            return submitted.redisMillisEach() + drawn.redisMillisEach();
        }
    }

    /**
     * Nothing waits yet, and nothing is drawn until it is measured.
     *
     * @param hold the file that holds the model's jobs back
     */
    Backlog(int size, String model, RestClient client, RedisLink redis, Path hold) {
        this.size = size;
        this.model = model;
        this.client = client;
        this.redis = redis;
        this.hold = hold;
        hold();
    }

    @Override
    public String name() {
        return String.format("%,d queued", size);
    }

    /** Lets so many jobs wait. */
    void fill() {
        submit(size - waiting());
    }

    /** Draws so many, beyond those that wait, that whatever draws is warm. */
    void warmUp(int jobs) {
        submit(jobs);
        draw(jobs);
    }

    private int submit(int jobs) {
        if (jobs > 0) {
            Window.seconds(jobs, OUTSTANDING, () -> client.submit(job()));
        }
        return Math.max(0, jobs);
    }

    private Map<String, ?> job() {
        return NoopJob.with(Map.of("model", model));
    }

    private int look() {
        String last = client.submit(job()).join();
        Window.seconds(
                JOBS,
                OUTSTANDING,
                () -> client.job(last).thenApply(job -> {
                    if (job.path("queue_position").asInt(-1) < 0) {
                        throw new IllegalStateException("a job that waits has no position");
                    }
                    return job;
                }));
        return JOBS;
    }

    /** Lets jobs be drawn until so many have been taken up; a few more may be. */
    private int draw(int jobs) {
        int before = waiting();
        int after = Math.max(0, before - jobs);
        release();
        while (waiting() > after) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        hold();
        return before - waiting();
    }

    private int waiting() {
        return Integer.parseInt(redis.ask("ZCARD", RedisKeys.waiting(model, Lane.BULK)));
    }

    private void hold() {
        try {
            if (!Files.exists(hold)) {
                Files.createFile(hold);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void release() {
        try {
            Files.delete(hold);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Processor milliseconds of one job from its submission to its end. */
    @Override
    public double measure() {
        Costs costs = new Costs(Cost.NONE, Cost.NONE, Cost.NONE);
        for (int turn = 0; turn < TURNS; turn++) {
            fill();
            costs = new Costs(
                    costs.submitted().plus(Cost.of(() -> submit(JOBS))),
                    costs.looked().plus(Cost.of(this::look)),
                    costs.drawn().plus(Cost.of(() -> draw(JOBS))));
        }
        measured.add(costs);
        return costs.whole();
    }

    /** A figure for each round but the first, which warmed up. */
    double[] of(ToDoubleFunction<Costs> figure) {
        return measured.stream().skip(1).mapToDouble(figure).toArray();
    }
}
