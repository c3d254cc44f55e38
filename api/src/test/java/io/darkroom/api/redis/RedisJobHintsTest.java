package io.darkroom.api.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.api.follow.Followers;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.pubsub.PubSubCommands;
import io.quarkus.redis.datasource.pubsub.PubSubCommands.RedisSubscriber;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedisJobHintsTest {
    private final Subscriptions subscriptions = new Subscriptions();
    private final RedisJobHints hints = new RedisJobHints(subscriptions.redis(), new Followers());

    @AfterEach
    void stop() {
        hints.stop();
    }

    @Test
    void areSubscribedToOnceHoweverAConnectionBreaks() {
        hints.start();
        for (int breaks = 1; breaks <= 2; breaks++) {
            subscriptions.breakLast();
            awaitMoreThan(breaks);
        }

        assertThat(subscriptions.made)
                .containsExactly("after 0 broke, 0 left", "after 1 broke, 0 left", "after 2 broke, 1 left");
    }

    private void awaitMoreThan(int count) {
        while (subscriptions.made.size() <= count) {
            Thread.onSpinWait();
        }
    }

    /** Of a Redis whose connections fail before they end. */
    private static final class Subscriptions {
        /** Each, by what had become of those before when it was made. */
        final List<String> made = new CopyOnWriteArrayList<>();

        private final AtomicInteger left = new AtomicInteger();
        private final AtomicInteger breaks = new AtomicInteger();
        private volatile Runnable ending = () -> {};

        RedisDataSource redis() {
            PubSubCommands<?> commands =
                    proxy(PubSubCommands.class, (self, method, given) -> subscribe(onEnd(given), onException(given)));
            return proxy(RedisDataSource.class, (self, method, given) -> commands);
        }

        void breakLast() {
            breaks.incrementAndGet();
            ending.run();
        }

        private RedisSubscriber subscribe(Runnable onEnd, Consumer<Throwable> onException) {
            ending = () -> {
                onException.accept(new IllegalStateException("reset"));
                onEnd.run();
            };
            made.add("after " + breaks + " broke, " + left + " left");
            return proxy(RedisSubscriber.class, (self, method, given) -> {
                left.incrementAndGet();
                return null;
            });
        }

        private static Runnable onEnd(Object[] given) {
            return (Runnable) given[2];
        }

        @SuppressWarnings("unchecked")
        private static Consumer<Throwable> onException(Object[] given) {
            return (Consumer<Throwable>) given[3];
        }

        private static <T> T proxy(Class<T> type, InvocationHandler handler) {
            return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
        }
    }
}
