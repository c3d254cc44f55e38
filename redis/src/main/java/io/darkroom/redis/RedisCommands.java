package io.darkroom.redis;

import io.darkroom.core.wire.LuaScript;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Commands to Redis over one connection that the whole process shares. None waits for the answers to those before it, so that
 * under load many are sent, run and answered together (Redis calls it pipelining). A connection that breaks, or on which an
 * answer is late, is given up with all that is on its way, and the next command opens another.
 */
@ApplicationScoped
public class RedisCommands implements LuaScript.Redis<Response> {
    private final Redis redis;
    private final Duration patience;
    private volatile @Nullable Future<RedisConnection> shared;

    /**
     * Connects when it is first asked.
     *
     * @param patience how long an answer may take
     */
    public RedisCommands(Redis redis, @ConfigProperty(name = "quarkus.redis.timeout") Duration patience) {
        this.redis = redis;
        this.patience = patience;
    }

    /**
     * Waits for the answer.
     *
     * @throws RedisFailure if it is an error, or does not come
     */
    @Override
    public @Nullable Response execute(String command, String... words) {
        try {
            return send(command, words)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RedisFailure failure ? failure : new RedisFailure(e);
        }
    }

    /** Waits for nothing; fails with a {@link RedisFailure} if the answer is an error, or does not come. */
    public Future<@Nullable Response> send(String command, String... words) {
        Request request = Request.cmd(Command.create(command));
        for (String word : words) {
            request.arg(word);
        }
        Future<RedisConnection> connection = connection();
        return connection
                .compose(open -> open.send(request))
                .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .recover(failure -> failed(connection, failure));
    }

    private Future<@Nullable Response> failed(Future<RedisConnection> connection, Throwable failure) {
        if (!isAnswer(failure)) {
            giveUp(connection);
        }
        return Future.failedFuture(new RedisFailure(failure));
    }

    private static boolean isAnswer(Throwable failure) {
        return failure instanceof ErrorType error && !error.is("CONNECTION_CLOSED");
    }

    private Future<RedisConnection> connection() {
        Future<RedisConnection> known = shared;
        return known != null ? known : connect();
    }

    private synchronized Future<RedisConnection> connect() {
        Future<RedisConnection> other = shared;
        if (other != null) {
            return other;
        }
        Future<RedisConnection> fresh = redis.connect();
        shared = fresh;
        fresh.onSuccess(open -> neverPooled(open).endHandler(end -> forget(fresh)));
        return fresh;
    }

    /**
     * To close a connection gives it back to its pool, and with it the answers that it waits for; but for one that was told to
     * select a database, which is none for the next user. The command fails, so nothing else changes.
     */
    private static RedisConnection neverPooled(RedisConnection connection) {
        connection.send(Request.cmd(Command.SELECT).arg("none"));
        return connection;
    }

    private void giveUp(Future<RedisConnection> connection) {
        forget(connection);
        connection.onSuccess(RedisConnection::close);
    }

    private synchronized void forget(Future<RedisConnection> connection) {
        if (shared == connection) {
            shared = null;
        }
    }
}
