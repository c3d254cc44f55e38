package io.darkroom.e2e.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.Optional;

/** What the API answered. Prints as its status and text, unless it is a picture. */
public final class Answer {
    private static final JsonMapper JSON = new JsonMapper();

    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;

    Answer(HttpResponse<byte[]> response) {
        this.status = response.statusCode();
        this.headers = response.headers();
        this.body = response.body();
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** A header's first value. */
    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** The bytes of the body; the answer's own array. */
    public byte[] body() {
        return body;
    }

    /** The body as text. */
    public String text() {
        return new String(body, UTF_8);
    }

    /** The body as JSON. */
    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(this + " is not JSON", e);
        }
    }

    /** A problem's code; empty if the body is none. */
    public String code() {
        return isProblem() ? json().path("code").asText() : "";
    }

    /** Whether it is a problem as RFC 9457 writes it. */
    public boolean isProblem() {
        return header("Content-Type").orElse("").startsWith("application/problem+json");
    }

    /** Everything of it that a caller or a proxy sees: status, headers, body. */
    public String everything() {
        return status + "\n" + headers.map() + "\n" + text();
    }

    @Override
    public String toString() {
        boolean picture = header("Content-Type").orElse("").startsWith("image/");
        return status + " " + (picture ? "[picture]" : text());
    }
}
