package io.darkroom.local.embedded;

import io.darkroom.local.LocalFailure;
import io.darkroom.local.process.Launch;
import io.darkroom.local.process.LogTail;
import io.darkroom.local.process.Processes;
import io.darkroom.local.process.Programs;
import io.darkroom.local.process.ServiceProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A Redis server on the loopback address that keeps everything in memory. */
public final class RedisServer {
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final int READ_LIMIT_MILLIS = 2_000;

    private final Processes processes;
    private final Path log;
    private final int port;
    private final String password;

    private RedisServer(Processes processes, Path log, int port, String password) {
        this.processes = processes;
        this.log = log;
        this.port = port;
        this.password = password;
    }

    /**
     * Starts the installed server, or else the one that came packed, and returns once it answers.
     *
     * @param password asked from whoever connects; letters, digits, {@code -} and {@code _}
     */
    public static ServiceProcess start(
            Processes processes, ServerBinaries binaries, Path log, int port, String password) {
        RedisServer server = new RedisServer(processes, log, port, password);
        Stream<Supplier<Optional<Path>>> candidates = Stream.of(
                () -> Programs.onPath("redis-server"),
                () -> Programs.onPath("valkey-server"),
                () -> Optional.of(binaries.redis()));
        return candidates
                .flatMap(candidate -> candidate.get().stream())
                .flatMap(program -> server.tryToStart(program).stream())
                .findFirst()
                .orElseThrow(() -> new LocalFailure(LogTail.after(
                        "Redis does not start; install it: apt install redis-server, dnf install valkey, brew install redis",
                        log)));
    }

    /** Where clients connect to, without the password. */
    public static String url(int port) {
        return "redis://127.0.0.1:" + port;
    }

    private Optional<ServiceProcess> tryToStart(Path program) {
        ServiceProcess server = processes.start(Launch.of("redis", log, List.of(program.toString(), "-"))
                .withInput(RedisSettings.text(port, password)));
        Waiting.until(START_LIMIT, () -> !server.isAlive() || answers());
        if (server.isAlive() && answers()) {
            return Optional.of(server);
        }
        server.stop();
        return Optional.empty();
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(READ_LIMIT_MILLIS);
            OutputStream out = socket.getOutputStream();
            out.write(("AUTH " + password + "\r\nPING\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
            byte[] expected = "+OK\r\n+PONG\r\n".getBytes(StandardCharsets.US_ASCII);
            return new String(socket.getInputStream().readNBytes(expected.length), StandardCharsets.US_ASCII)
                    .equals(new String(expected, StandardCharsets.US_ASCII));
        } catch (IOException notYet) {
            return false;
        }
    }
}
