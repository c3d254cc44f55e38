package io.darkroom.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.core.job.JobState;
import io.darkroom.core.job.JobState.Move;
import io.darkroom.e2e.system.ProjectTree;
import io.darkroom.e2e.system.RunningSystem;
import io.darkroom.e2e.system.SharedSystem;
import io.darkroom.testkit.Redis;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of states and moves, walked whole: what the type allows, the documentation says and the scripts do is the same. */
@ExtendWith(SharedSystem.class)
class MovesIT {
    private static final String SPEC = "{\"model\": \"shapes\", \"lane\": \"interactive\"}";
    private static final Map<String, String> SCRIPTS = Map.of(
            "queue", "api/src/main/resources/redis/queued.lua",
            "delete", "api/src/main/resources/redis/delete.lua",
            "claim", "worker/src/main/resources/redis/claim.lua",
            "give_up", "worker/src/main/resources/redis/damaged.lua",
            "give_back", "worker/src/main/resources/redis/give_back.lua",
            "succeed", "worker/src/main/resources/redis/succeed.lua",
            "fail", "worker/src/main/resources/redis/end.lua",
            "expire", "worker/src/main/resources/redis/end.lua");

    private static final Set<String> ENDING = Set.of("delete", "give_up", "succeed", "fail", "expire");
    private static final String STATES =
            JobState.all().stream().map(JobState::wireName).collect(Collectors.joining("|", "(?:", ")"));
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(\\w+)` \\| (" + STATES + "(?:, " + STATES + ")*) \\| (" + STATES + ") \\|");

    private final Redis redis;
    private final String id = UUID.randomUUID().toString();
    private final String job = "job:" + id;
    private final String part = "key:" + id;

    MovesIT(RunningSystem system) {
        this.redis = system.redis();
    }

    @AfterEach
    void close() {
        redis.call(
                "DEL",
                job,
                part,
                "jobs:" + id,
                "waiting:" + id,
                "lane:" + id,
                "inflight:" + id,
                "open:" + id,
                "left:" + id);
        redis.close();
    }

    static Stream<Arguments> table() {
        return JobState.all().stream()
                .flatMap(state -> SCRIPTS.keySet().stream().sorted().map(move -> Arguments.of(state, move)));
    }

    @ParameterizedTest(name = "{1} from {0}")
    @MethodSource("table")
    void aScriptMakesAMoveIfAndOnlyIfTheTypeHasIt(JobState state, String name) {
        redis.call(
                "HSET",
                job,
                "state",
                state.wireName(),
                "owner",
                id,
                "attempt",
                "1",
                "worker",
                "w",
                "spec",
                SPEC,
                "created",
                "1",
                "deadline",
                "2");
        redis.call("PEXPIRE", job, "60000");
        redis.call("SET", part, "part", "PX", "60000");
        Map<String, String> before = redis.hash(job);

        run(name);

        Optional<Move> legal =
                moves(name).stream().filter(move -> move.from() == state).findFirst();
        legal.ifPresentOrElse(
                move -> assertThat(redis.hash(job))
                        .containsEntry("state", move.to().wireName()),
                () -> assertThat(redis.hash(job)).isEqualTo(before));
        assertThat(redis.has(part)).as("the key part").isEqualTo(legal.isEmpty() || !ENDING.contains(name));
    }

    @Test
    void aJobIsRestoredWhereNothingIsKnownOfOneAndNowhereElse() {
        restore();

        assertThat(redis.hash(job)).containsEntry("state", JobState.QUEUED.wireName());
        assertThat(redis.has(part)).isTrue();
        for (JobState state : JobState.all()) {
            redis.call("HSET", job, "state", state.wireName());
            Map<String, String> before = redis.hash(job);
            restore();
            assertThat(redis.hash(job)).isEqualTo(before);
        }
    }

    @Test
    void theDocumentationHasTheSameTable() throws IOException {
        String docs = Files.readString(ProjectTree.root().resolve("docs/job-states.md"), UTF_8);

        Set<String> documented = ROW.matcher(docs)
                .results()
                .flatMap(row -> Stream.of(row.group(2).split(", "))
                        .map(from -> row.group(1) + ": " + from + " -> " + row.group(3)))
                .collect(Collectors.toSet());

        assertThat(documented)
                .isEqualTo(JobState.all().stream()
                        .flatMap(state -> state.moves().stream())
                        .map(Move::toString)
                        .collect(Collectors.toSet()));
    }

    @Test
    void everyMoveIsWalked() {
        assertThat(SCRIPTS.keySet())
                .isEqualTo(JobState.all().stream()
                        .flatMap(state -> state.moves().stream())
                        .map(Move::name)
                        .collect(Collectors.toSet()));
    }

    private static List<Move> moves(String name) {
        return JobState.all().stream()
                .flatMap(state -> state.moves().stream())
                .filter(move -> move.name().equals(name))
                .toList();
    }

    /** As its service calls it. */
    private void run(String name) {
        switch (name) {
            case "queue" -> eval(name, List.of(job, "inflight:" + id), id, "60000");
            case "delete" ->
                eval(
                        name,
                        List.of(job, "jobs:" + id, "waiting:" + id, "lane:" + id, "left:" + id, part),
                        id,
                        id,
                        "60000");
            case "claim" -> eval(name, List.of(job, part, "waiting:" + id), id, "w", "shapes", "interactive", "");
            case "give_up" -> eval(name, List.of(job, part, "waiting:" + id), id, "job_unreadable", "60000");
            case "give_back" -> eval(name, List.of(job, "waiting:" + id), id, "1", "0");
            case "succeed" -> eval(name, List.of(job, part), id, "1", "60000", "60000");
            case "fail" -> eval(name, List.of(job, part), id, "1", "model_error", "60000");
            case "expire" -> eval(name, List.of(job, part), id, "1", "", "60000");
            default -> throw new IllegalArgumentException(name);
        }
    }

    /** No move of a state, since there is none before it. */
    private void restore() {
        List<String> keys = List.of(
                job,
                part,
                "jobs:" + id,
                "waiting:" + id,
                "",
                "lane:" + id,
                "inflight:" + id,
                "work:" + id,
                "open:" + id,
                "left:" + id);
        String script = ProjectTree.octets("api/src/main/resources/redis/enter.lua")
                + ProjectTree.octets("api/src/main/resources/redis/restore.lua");
        List<String> words = new ArrayList<>(List.of("EVAL", script, Integer.toString(keys.size())));
        words.addAll(keys);
        words.addAll(List.of(id, id, SPEC, "1", "2", "part", "", "1", "60000", "60000", "1", "0123456789abcdef"));
        words.add(JobState.QUEUED.wireName());
        redis.call(words.toArray(String[]::new));
    }

    private void eval(String name, List<String> keys, String... arguments) {
        List<String> words = new ArrayList<>(List.of("EVAL", script(name), Integer.toString(keys.size())));
        words.addAll(keys);
        words.addAll(List.of(arguments));
        words.addAll(Move.words(moves(name).stream()));
        redis.call(words.toArray(String[]::new));
    }

    private static String script(String name) {
        return ProjectTree.octets(SCRIPTS.getOrDefault(name, ""));
    }
}
