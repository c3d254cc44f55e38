package io.darkroom.e2e.system;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/** A reader who asks for something, reads its first octets and goes away in the middle. */
public final class BrokenRead implements AutoCloseable {
    private static final int SMALL_WINDOW = 4096;

    private final Socket socket;

    private BrokenRead(Socket socket) {
        this.socket = socket;
    }

    /** Asks for {@code path}; returns once the answer has begun. */
    public static BrokenRead begin(URI url, String path, String key) {
        Socket socket = new Socket();
        try {
            socket.setReceiveBufferSize(SMALL_WINDOW);
            socket.connect(new InetSocketAddress(url.getHost(), url.getPort()));
            String request = "GET " + path + " HTTP/1.1\r\nHost: " + url.getAuthority() + "\r\nAuthorization: Bearer "
                    + key + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            if (socket.getInputStream().readNBytes(SMALL_WINDOW).length < SMALL_WINDOW) {
                throw new AssertionError("the answer was too short to be broken");
            }
            return new BrokenRead(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Goes away. */
    @Override
    public void close() {
        try {
            // Without a farewell, as a process that is killed does.
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
