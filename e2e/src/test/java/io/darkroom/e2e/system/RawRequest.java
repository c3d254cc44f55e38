package io.darkroom.e2e.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Locale.ROOT;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;

/**
 * A request written octet by octet. A server that answers before it has read a whole body closes the connection on whoever
 * is still sending, and what it said may be lost; here no more is sent than the server reads.
 */
public final class RawRequest {
    private static final int LIMIT_MILLIS = 120_000;
    private static final String END = "\r\n\r\n";

    private RawRequest() {}

    /** Sends {@code head}, lines without their ends, and {@code body}; returns the answer, head and body. */
    public static String send(URI url, byte[] body, String... head) {
        try (Socket socket = new Socket(InetAddress.getByName(url.getHost()), url.getPort())) {
            socket.setSoTimeout(LIMIT_MILLIS);
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            request.write((String.join("\r\n", head) + END).getBytes(ISO_8859_1));
            request.write(body);
            socket.getOutputStream().write(request.toByteArray());
            return answer(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String answer(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf(END) < 0) {
            int octet = in.read();
            if (octet < 0) {
                throw new EOFException("the connection ended after: " + head);
            }
            head.append((char) octet);
        }
        return head + new String(in.readNBytes(contentLength(head.toString())), ISO_8859_1);
    }

    private static int contentLength(String head) {
        return Arrays.stream(head.toLowerCase(ROOT).split("\r\n"))
                .filter(line -> line.startsWith("content-length:"))
                .mapToInt(line ->
                        Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
                .findFirst()
                .orElse(0);
    }
}
