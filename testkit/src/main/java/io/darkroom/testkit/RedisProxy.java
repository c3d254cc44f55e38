package io.darkroom.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** A way to Redis that can be slow, or end in the middle of a certain command. */
public final class RedisProxy implements AutoCloseable {
    private static final ThreadFactory THREADS = task -> {
        Thread thread = new Thread(task, "redis-proxy");
        thread.setDaemon(true);
        return thread;
    };

    private final ServerSocket server;
    private final Optional<String> barrier;
    private final ExecutorService threads = Executors.newCachedThreadPool(THREADS);

    private volatile boolean stopped;
    private volatile int port;
    private volatile Duration delay = Duration.ZERO;

    private RedisProxy(Optional<String> barrier) throws IOException {
        this.server = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
        this.barrier = barrier;
    }

    /** A way to a Redis that is told later, with {@link #leadTo}. */
    public static RedisProxy open() {
        return open(Optional.empty());
    }

    /** Every command reaches the Redis on {@code port} of this machine so much later. */
    public static RedisProxy slow(int port, Duration delay) {
        RedisProxy proxy = open(Optional.empty());
        proxy.delay(delay);
        proxy.leadTo(port);
        return proxy;
    }

    /** Commands that hold {@code text} never reach the Redis on {@code port} of this machine. */
    public static RedisProxy stoppingAt(int port, String text) {
        RedisProxy proxy = open(Optional.of(text));
        proxy.leadTo(port);
        return proxy;
    }

    private static RedisProxy open(Optional<String> barrier) {
        try {
            return new RedisProxy(barrier);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leads to the Redis on this port of this machine; to be told once. */
    public void leadTo(int redisPort) {
        port = redisPort;
        threads.execute(this::serve);
    }

    /** From now on every command arrives so much later. */
    public void delay(Duration time) {
        delay = time;
    }

    /** What clients connect to. */
    public String url() {
        return "redis://127.0.0.1:" + server.getLocalPort();
    }

    /** Whether a command that never arrives has been sent. */
    public boolean hasStopped() {
        return stopped;
    }

    private void serve() {
        try {
            while (true) {
                Socket client = server.accept();
                threads.execute(() -> connect(client));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void connect(Socket client) {
        try {
            Socket redis = new Socket(InetAddress.getLoopbackAddress(), port);
            threads.execute(() -> pass(client, redis, true));
            threads.execute(() -> pass(redis, client, false));
        } catch (IOException redisIsAway) {
            close(client);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            // That is what was wanted.
        }
    }

    /** What is on its way holds up nothing that comes after it: a long way has room for much. */
    private void pass(Socket from, Socket to, boolean commands) {
        ExecutorService arrivals = Executors.newSingleThreadExecutor(THREADS);
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] octets = new byte[1 << 16];
            for (int length = in.read(octets); length >= 0; length = in.read(octets)) {
                byte[] passing = Arrays.copyOf(octets, length);
                if (commands && isBarred(new String(passing, ISO_8859_1))) {
                    stopped = true;
                    rest(Duration.ofMinutes(5));
                    return;
                }
                long arrival = System.nanoTime() + (commands ? delay.toNanos() : 0);
                arrivals.execute(() -> arrive(passing, arrival, out, from));
            }
            arriveAll(arrivals);
        } catch (IOException ended) {
            // One of the two has closed the connection; so does the other.
        } finally {
            arrivals.shutdownNow();
        }
    }

    private boolean isBarred(String command) {
        return barrier.isPresent() && command.contains(barrier.get());
    }

    /** What was sent before the end arrives before the end. */
    private static void arriveAll(ExecutorService arrivals) {
        arrivals.shutdown();
        try {
            var unused = arrivals.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void arrive(byte[] octets, long arrival, OutputStream out, Socket from) {
        rest(Duration.ofNanos(Math.max(0, arrival - System.nanoTime())));
        try {
            out.write(octets);
            out.flush();
        } catch (IOException ended) {
            close(from);
        }
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
