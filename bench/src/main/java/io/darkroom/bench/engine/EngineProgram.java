package io.darkroom.bench.engine;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@link EngineAlone} from within: a line of JSON with jobs in, a line with times out. */
final class EngineProgram {
    private static final JsonMapper JSON = new JsonMapper();
    /** As a worker: ONNX Runtime decides. */
    private static final int THREADS = 0;

    private EngineProgram() {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Question(List<DrawingJob> jobs, int inFlight) {}

    /** The only argument is the model's folder. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (Drawer drawer = new Drawer(Path.of(arguments[0]), THREADS)) {
            out.println(JSON.writeValueAsString(
                    Map.of("ready", "Java " + Runtime.version().feature())));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.println(JSON.writeValueAsString(answer(drawer, JSON.readValue(line, Question.class))));
            }
        }
    }

    private static Map<String, Object> answer(Drawer drawer, Question question) {
        long begun = System.nanoTime();
        List<DrawingTimes> times = drawer.draw(question.jobs(), question.inFlight());
        return Map.of("seconds", (System.nanoTime() - begun) / 1e9, "times", times);
    }
}
