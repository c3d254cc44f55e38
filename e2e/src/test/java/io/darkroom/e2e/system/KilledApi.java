package io.darkroom.e2e.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.testkit.RedisProxy;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** An API that is killed in mid-submission. */
public final class KilledApi {
    /** Notes in Redis that Kafka has a job, just before the caller is answered. */
    private static final String AFTER_KAFKA = "api/src/main/resources/redis/queued.lua";

    private KilledApi() {}

    /**
     * Sends a request to one more API of the system, which is killed when Kafka has the job and nobody was told.
     *
     * @param key that the request is sent with
     * @return when it was killed, by {@link System#nanoTime}
     */
    public static long afterKafka(RunningSystem system, String key, Function<Client, Answer> request) {
        try (RedisProxy proxy =
                        RedisProxy.stoppingAt(system.cluster().redisPort(), hash(ProjectTree.octets(AFTER_KAFKA)));
                ApiRun api = ServiceRun.api(system)
                        .set("quarkus.redis.hosts", proxy.url())
                        .ready()) {
            Client doomed = api.client(key);
            CompletableFuture<Answer> unanswered = CompletableFuture.supplyAsync(() -> request.apply(doomed));
            Until.holds("the job is on Kafka", proxy::hasStopped);
            long killed = System.nanoTime();
            api.kill();
            assertThat(unanswered).failsWithin(Duration.ofMinutes(1));
            return killed;
        }
    }

    /** By which Redis is asked to run a script. */
    private static String hash(String script) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(script.getBytes(ISO_8859_1)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JVM has SHA-1");
        }
    }
}
