package io.darkroom.e2e.system;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A stream of server-sent events as it comes over the wire, one socket and no thread each, so that there can be thousands. */
public final class RawStream implements AutoCloseable {
    private static final int LIMIT_MILLIS = 180_000;
    private static final int SMALL_WINDOW = 4096;

    private final Socket socket;
    private final BufferedReader lines;

    private RawStream(Socket socket) throws IOException {
        this.socket = socket;
        this.lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8), 512);
    }

    /** Asks for {@code path}; returns once the server has begun to answer. */
    public static RawStream open(URI url, String path, String key) {
        return open(new Socket(), url, path, key);
    }

    /** The same for a reader for whom little may be under way that he has not read. */
    public static RawStream openWithSmallWindow(URI url, String path, String key) {
        Socket socket = new Socket();
        try {
            socket.setReceiveBufferSize(SMALL_WINDOW);
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
        return open(socket, url, path, key);
    }

    private static RawStream open(Socket socket, URI url, String path, String key) {
        try {
            socket.connect(new InetSocketAddress(url.getHost(), url.getPort()));
            socket.setSoTimeout(LIMIT_MILLIS);
            String request = "GET " + path + " HTTP/1.1\r\nHost: " + url.getAuthority()
                    + "\r\nAccept: text/event-stream\r\nAuthorization: Bearer " + key + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            RawStream stream = new RawStream(socket);
            String status = stream.lines.readLine();
            if (status == null || !status.startsWith("HTTP/1.1 200")) {
                throw new AssertionError("events: " + status);
            }
            return stream;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All lines up to and with the first that begins so. */
    public List<String> until(String beginning) {
        List<String> read = new ArrayList<>();
        try {
            String line = lines.readLine();
            while (line != null) {
                read.add(line);
                if (line.startsWith(beginning)) {
                    return read;
                }
                line = lines.readLine();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("the stream ended before a line that begins with " + beginning + ": " + read);
    }

    /** All lines that still come until the server has ended the connection, however it does. */
    public List<String> untilBroken() {
        List<String> read = new ArrayList<>();
        try {
            String line = lines.readLine();
            while (line != null) {
                read.add(line);
                line = lines.readLine();
            }
        } catch (SocketException reset) {
            // As it may be.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
