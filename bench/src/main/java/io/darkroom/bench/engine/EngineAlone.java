package io.darkroom.bench.engine;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.darkroom.bench.peer.Peer;
import io.darkroom.bench.suite.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Our engine in a JVM of its own, set up as a worker sets it up, with nothing around it. For one thread. */
public final class EngineAlone implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final Peer peer;

    private EngineAlone(Peer peer) {
        this.peer = peer;
    }

    /**
     * Starts it; it is warm when it has drawn once.
     *
     * @param flags of its JVM
     */
    public static EngineAlone start(Settings settings, List<String> flags) {
        try {
            return new EngineAlone(Peer.ofJava(
                    EngineProgram.class, flags, List.of(settings.model().toString())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Draws one picture for each job.
     *
     * @param inFlight how many are on their way at a time
     */
    public Drawn draw(List<DrawingJob> jobs, int inFlight) {
        JsonNode answer = peer.ask(Map.of("jobs", jobs, "in_flight", inFlight));
        return new Drawn(
                answer.path("seconds").asDouble(),
                JSON.convertValue(answer.path("times"), new TypeReference<List<DrawingTimes>>() {}));
    }

    @Override
    public void close() {
        peer.close();
    }

    /**
     * What it took.
     *
     * @param seconds in all
     * @param times of each, in the order of the jobs
     */
    public record Drawn(double seconds, List<DrawingTimes> times) {
        /** Copies the list. */
        public Drawn {
            times = List.copyOf(times);
        }
    }
}
