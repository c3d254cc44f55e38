package io.darkroom.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.core.wire.RedisError;
import io.darkroom.redis.server.Redis;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many who ask one real Redis. */
class RedisCommandsIT {
    @RegisterExtension
    static final Redis REDIS = new Redis();

    private static final int ASKERS = 64;
    private static final int QUESTIONS = 10_000;

    @SuppressWarnings("NullAway.Init")
    private static RedisCommands commands;

    @BeforeAll
    static void start() {
        commands = REDIS.commands(Duration.ofSeconds(2));
    }

    @Test
    void everyoneGetsTheAnswerToWhatTheyAsked() throws Exception {
        ExecutorService askers = Executors.newFixedThreadPool(ASKERS);
        CompletableFuture<?>[] asked = IntStream.range(0, QUESTIONS)
                .mapToObj(number -> CompletableFuture.runAsync(
                        () -> assertThat(answer("ECHO", "question " + number)).isEqualTo("question " + number), askers))
                .toArray(CompletableFuture<?>[]::new);

        CompletableFuture.allOf(asked).get(5, TimeUnit.MINUTES);
        askers.shutdown();
    }

    @Test
    void allAreAskedOnOneConnection() {
        assertThat(IntStream.range(0, ASKERS).parallel().mapToObj(asker -> connection()))
                .containsOnly(connection());
    }

    @Test
    void anErrorConcernsItsOwnCommandAlone() {
        String connection = connection();
        Future<Response> wrong = commands.send("EVAL", "return redis.call('NO')", "0");

        assertThat(answer("ECHO", "right")).isEqualTo("right");
        assertThatThrownBy(() -> wrong.toCompletionStage().toCompletableFuture().get())
                .hasCauseInstanceOf(RedisFailure.class);
        assertThat(connection()).isEqualTo(connection);
    }

    @Test
    void whichErrorItWasCanBeTold() {
        answer("SET", "a string", "text");

        assertThatThrownBy(() -> answer("HGETALL", "a string"))
                .isInstanceOf(RedisFailure.class)
                .matches(RedisError.WRONG_TYPE::caused);
        assertThatThrownBy(() -> answer("EVALSHA", "0".repeat(40), "0"))
                .isInstanceOf(RedisFailure.class)
                .matches(RedisError.NO_SCRIPT::caused);
    }

    @Test
    void aConnectionThatBreaksTakesWithItWhatIsOnItsWayAndIsReplaced() {
        String former = connection();
        Future<Response> unanswered = commands.send("BLPOP", "nothing", "0");

        REDIS.dataSource().execute("CLIENT", "KILL", "ID", former);

        assertThatThrownBy(() ->
                        unanswered.toCompletionStage().toCompletableFuture().get(1, TimeUnit.MINUTES))
                .hasCauseInstanceOf(RedisFailure.class);
        assertThat(connection()).isNotEqualTo(former);
    }

    @Test
    void aConnectionOnWhichAnAnswerIsLateIsReplaced() {
        String former = connection();

        assertThatThrownBy(() -> answer("BLPOP", "nothing", "0")).isInstanceOf(RedisFailure.class);

        assertThat(connection()).isNotEqualTo(former);
        assertThat(REDIS.dataSource().execute("CLIENT", "LIST").toString())
                .as("the former one is closed")
                .doesNotContain("id=" + former + " ");
    }

    @Test
    void aRedisThatWasAwayIsFoundAgain() {
        answer("PING");
        REDIS.stop();

        assertThatThrownBy(() -> answer("PING")).isInstanceOf(RedisFailure.class);
        assertThatThrownBy(() -> answer("PING")).isInstanceOf(RedisFailure.class);

        REDIS.start();

        assertThat(answer("PING")).isEqualTo("PONG");
    }

    private String connection() {
        return answer("CLIENT", "ID");
    }

    private String answer(String command, String... words) {
        return Objects.requireNonNull(commands.execute(command, words)).toString();
    }
}
