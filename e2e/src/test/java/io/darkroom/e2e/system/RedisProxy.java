package io.darkroom.e2e.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A way to Redis that can be slow, or end in the middle of a certain command. */
public final class RedisProxy implements AutoCloseable {
    private final ServerSocket server;
    private final int port;
    private final Duration delay;
    private final Optional<String> barrier;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "redis-proxy");
        thread.setDaemon(true);
        return thread;
    });

    private RedisProxy(int port, Duration delay, Optional<String> barrier) throws IOException {
        this.server = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
        this.port = port;
        this.delay = delay;
        this.barrier = barrier;
        threads.execute(this::serve);
    }

    /** Every command reaches the Redis of {@code system} so much later. */
    public static RedisProxy slow(RunningSystem system, Duration delay) {
        return start(system, delay, Optional.empty());
    }

    /** Commands that hold {@code text} never reach the Redis of {@code system}. */
    public static RedisProxy stoppingAt(RunningSystem system, String text) {
        return start(system, Duration.ZERO, Optional.of(text));
    }

    private static RedisProxy start(RunningSystem system, Duration delay, Optional<String> barrier) {
        try {
            return new RedisProxy(system.cluster().redisPort(), delay, barrier);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What clients connect to. */
    public String url() {
        return "redis://127.0.0.1:" + server.getLocalPort();
    }

    /** Returns once a command that never arrives has been sent. */
    public void awaitStopped() {
        try {
            reached.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void serve() {
        try {
            while (true) {
                Socket client = server.accept();
                Socket redis = new Socket(InetAddress.getLoopbackAddress(), port);
                threads.execute(() -> pass(client, redis, true));
                threads.execute(() -> pass(redis, client, false));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void pass(Socket from, Socket to, boolean commands) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] octets = new byte[1 << 16];
            for (int length = in.read(octets); length >= 0; length = in.read(octets)) {
                if (commands && !mayPass(new String(octets, 0, length, ISO_8859_1))) {
                    return;
                }
                out.write(octets, 0, length);
                out.flush();
            }
        } catch (IOException ended) {
            // One of the two has closed the connection; so does the other.
        }
    }

    private boolean mayPass(String command) {
        if (barrier.isPresent() && command.contains(barrier.get())) {
            reached.countDown();
            rest(Duration.ofMinutes(5));
            return false;
        }
        rest(delay);
        return true;
    }

    private static void rest(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
