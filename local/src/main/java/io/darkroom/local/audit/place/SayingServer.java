package io.darkroom.local.audit.place;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.net.httpserver.HttpServer;
import io.darkroom.local.LocalFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/** A server of the audit's own that says, on whatever path, what it was told to: what no foreign server would. */
final class SayingServer implements AutoCloseable {
    private final HttpServer server;

    private SayingServer(HttpServer server) {
        this.server = server;
    }

    /** Says {@code body}, as text, and {@code header} in a header named so. */
    static SayingServer of(byte[] body, String type, String header) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                exchange.getResponseHeaders().set("Content-Type", type);
                exchange.getResponseHeaders().set("Planted", header);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            return new SayingServer(server);
        } catch (IOException e) {
            throw new LocalFailure("no server of the audit's own can be started: " + e.getMessage(), e);
        }
    }

    static SayingServer of(byte[] body, String type) {
        return of(body, type, new String(new byte[] {'-'}, US_ASCII));
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
