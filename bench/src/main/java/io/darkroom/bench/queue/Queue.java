package io.darkroom.bench.queue;

import io.darkroom.bench.measure.Contestant;
import io.darkroom.bench.peer.Peer;
import io.darkroom.bench.service.NoopJob;
import io.darkroom.bench.service.RestClient;
import io.darkroom.bench.service.Window;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** A queue with its workers, and how it does under each load. */
final class Queue {
    /** Results go after a minute, so that those of all rounds need not fit into Redis together. */
    private static final int TTL_SECONDS = 60;

    private final String name;
    private final Map<Load, Contestant> underLoad = new EnumMap<>(Load.class);

    private Queue(String name, ToDoubleFunction<Load> seconds) {
        this.name = name;
        Arrays.stream(Load.values())
                .forEach(load -> underLoad.put(
                        load,
                        Contestant.of(name + ", " + load.what(), () -> load.figure(seconds.applyAsDouble(load)))));
    }

    /** Has ours do {@code jobs} jobs that nobody times, {@code outstanding} at a time. */
    static void warmUp(RestClient client, int jobs, int outstanding) {
        Window.seconds(jobs, outstanding, () -> client.picture(job(false)));
    }

    /** Ours, over REST. */
    static Queue of(RestClient client) {
        return ours("Darkroom", client, false);
    }

    /** Ours, whose pictures are kept in PostgreSQL too. */
    static Queue retaining(RestClient client) {
        return ours("Darkroom, retained", client, true);
    }

    private static Queue ours(String name, RestClient client, boolean retain) {
        return new Queue(
                name, load -> Window.seconds(load.jobs(), load.outstanding(), () -> client.picture(job(retain))));
    }

    private static Map<String, ?> job(boolean retain) {
        return NoopJob.with(Map.of("ttl_seconds", TTL_SECONDS, "retain", retain));
    }

    /** Another, which times itself. */
    static Queue of(String name, Peer peer) {
        return new Queue(
                name,
                load -> peer.ask(Map.of("jobs", load.jobs(), "outstanding", load.outstanding()))
                        .path("seconds")
                        .asDouble());
    }

    String name() {
        return name;
    }

    Contestant under(Load load) {
        return Objects.requireNonNull(underLoad.get(load));
    }
}
