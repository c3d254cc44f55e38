package io.darkroom.local.audit.place;

import com.sun.net.httpserver.HttpServer;
import io.darkroom.local.LocalFailure;
import io.darkroom.local.audit.search.Canary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;

/** A server of the audit's own that says, on whatever path, what it was told to: what no foreign server would. */
final class SayingServer implements AutoCloseable {
    /** Printable, so that it can be in one. */
    private static final String IN_HEADER = "URL";

    private final HttpServer server;

    private SayingServer(HttpServer server) {
        this.server = server;
    }

    /** Says every form of {@code canary}: one in a header alone, all others in its body. */
    static SayingServer of(Canary canary, String type) {
        List<Canary.Form> forms = canary.forms();
        Canary.Form header = forms.stream()
                .filter(form -> form.encoding().equals(IN_HEADER))
                .findFirst()
                .orElseThrow();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        forms.stream().filter(form -> form != header).forEach(form -> {
            body.writeBytes(form.octets());
            body.write('\n');
        });
        return of(body.toByteArray(), type, header.latin1());
    }

    private static SayingServer of(byte[] body, String type, String header) {
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

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
