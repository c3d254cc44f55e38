package io.darkroom.bench.service;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection to the Redis of a {@link MeasuredSystem}, for what no route tells. For one thread. */
public final class RedisLink implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private RedisLink(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = new BufferedOutputStream(socket.getOutputStream());
    }

    static RedisLink to(int port, String password) {
        try {
            RedisLink link = new RedisLink(new Socket(InetAddress.getLoopbackAddress(), port));
            var unused = link.ask("AUTH", password);
            return link;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a command; the answer is a status, a number or a text. */
    public String ask(String... words) {
        try {
            ByteArrayOutputStream command = new ByteArrayOutputStream();
            write(command, "*" + words.length);
            for (String word : words) {
                write(command, "$" + word.getBytes(StandardCharsets.UTF_8).length);
                write(command, word);
            }
            command.writeTo(out);
            out.flush();
            return answer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(ByteArrayOutputStream command, String line) {
        command.writeBytes((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private String answer() throws IOException {
        String line = line();
        String rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '+', ':' -> rest;
            case '$' -> text(Integer.parseInt(rest));
            default -> throw new IOException("Redis refuses");
        };
    }

    private String text(int length) throws IOException {
        String text = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        in.skipNBytes(2);
        return text;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("Redis has gone");
            }
            line.append((char) c);
        }
        return line.toString().strip();
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
