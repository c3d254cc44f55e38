package io.darkroom.local.audit.job;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.darkroom.local.ApiKey;
import io.darkroom.local.LocalFailure;
import io.darkroom.local.audit.place.Plant;
import io.darkroom.local.audit.place.Planted;
import io.darkroom.local.audit.search.Canary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;

/** A request whose body does not come: as long as the API waits for it, it has the request's headers in its heap. */
public final class HeldRequest implements Plant {
    private final URI url;
    private final ApiKey key;

    /** A request to the API at {@code url}. */
    public HeldRequest(URI url, ApiKey key) {
        this.url = url;
        this.key = key;
    }

    @Override
    public String what() {
        return "a header of a request that the API waits for";
    }

    @Override
    public Planted put() {
        String word = Canaries.freshWord();
        try {
            Socket socket = connect();
            String head = "POST /v1/jobs HTTP/1.1\r\nHost: " + url.getHost() + "\r\nAuthorization: Bearer "
                    + key.reveal() + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\nX-Planted: " + word
                    + "\r\n\r\n{";
            socket.getOutputStream().write(head.getBytes(US_ASCII));
            socket.getOutputStream().flush();
            return Planted.in(Canary.ofText("planted", word), Set.of("UTF-8"), () -> close(socket));
        } catch (IOException e) {
            throw new LocalFailure("the API does not answer: " + e.getMessage(), e);
        }
    }

    private Socket connect() throws IOException {
        boolean secure = "https".equals(url.getScheme());
        int port = url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80;
        return secure
                ? SSLSocketFactory.getDefault().createSocket(url.getHost(), port)
                : new Socket(url.getHost(), port);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
