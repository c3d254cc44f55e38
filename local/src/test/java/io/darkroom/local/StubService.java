package io.darkroom.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * Stands in for the API and the worker where only the launcher is under test: it answers what the real ones answer, so far as
 * the launcher asks, and draws the same two octets for everybody.
 */
public final class StubService {
    private static final int PICTURE = 2;

    private StubService() {}

    /** Runs as a child of the launcher would. */
    public static void main(String[] arguments) throws IOException {
        if (Boolean.getBoolean("stub.broken")) {
            throw new IllegalStateException("darkroom.stub is not configured");
        }
        serve(
                "quarkus.management.port",
                Map.of("/q/health/ready", exchange -> answer(exchange, 200, "{\"status\":\"UP\"}")));
        if (System.getProperty("quarkus.http.port") != null) {
            serve("quarkus.http.port", api());
        }
    }

    /** Puts services into {@code home} where the launcher looks for built ones. */
    static void installIn(Path home) throws IOException {
        for (String module : new String[] {"api", "worker"}) {
            Path jar = home.resolve(module + "/target/quarkus-app/quarkus-run.jar");
            Files.createDirectories(jar.getParent());
            Manifest manifest = new Manifest();
            Attributes attributes = manifest.getMainAttributes();
            attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
            attributes.put(Attributes.Name.MAIN_CLASS, StubService.class.getName());
            attributes.put(
                    Attributes.Name.CLASS_PATH,
                    Path.of("target", "test-classes").toAbsolutePath().toUri().toString());
            new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        }
    }

    private static Map<String, Handler> api() {
        Map<String, Handler> api = new TreeMap<>();
        api.put("/v1/models", exchange -> answer(exchange, 200, "{\"models\":[{\"id\":\"stub\"}]}"));
        api.put("/v1/jobs", exchange -> answer(exchange, 202, "{\"id\":\"7\",\"model\":\"stub\",\"images\":2}"));
        api.put("/v1/jobs/7", exchange -> answer(exchange, 204, ""));
        api.put("/v1/jobs/7/events", StubService::events);
        api.put("/v1/jobs/7/images", StubService::picture);
        return api;
    }

    private static void events(HttpExchange exchange) throws IOException {
        answer(exchange, 200, """
                event: state
                data: {"state":"running"}

                event: progress
                data: {"step":4,"steps":4,"images_done":1,"images":2}

                event: end
                data: {"state":"succeeded"}

                """);
    }

    private static void picture(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        exchange.getResponseHeaders().add("Darkroom-Seed", "4" + path.substring(path.length() - 1));
        exchange.sendResponseHeaders(200, PICTURE);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(new byte[PICTURE]);
        }
    }

    private static void serve(String portProperty, Map<String, Handler> handlers) throws IOException {
        int port = Integer.getInteger(portProperty);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        handlers.forEach((path, handler) -> server.createContext(path, handler::handle));
        server.start();
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }
}
