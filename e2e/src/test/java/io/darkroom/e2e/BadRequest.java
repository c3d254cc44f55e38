package io.darkroom.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request that must be refused, and how. Its body is not shown: it holds a word that must not come back.
 *
 * @param name says what is wrong with it
 * @param body what is posted to {@code /v1/jobs}
 * @param headers pairs of name and value
 * @param field that the problem must name; null if none is at fault
 * @param told what the detail must tell, such as the limit
 */
record BadRequest(
        String name,
        BodyPublisher body,
        List<String> headers,
        int status,
        String code,
        @Nullable String field,
        String told) {
    private static final List<String> JSON = List.of("Content-Type", "application/json");

    /** A body that is refused as a whole. */
    static BadRequest of(String name, byte[] body, int status, String code, String told) {
        return new BadRequest(name, BodyPublishers.ofByteArray(body), JSON, status, code, null, told);
    }

    /** A body that is refused as a whole. */
    static BadRequest of(String name, String body, int status, String code, String told) {
        return of(name, body.getBytes(UTF_8), status, code, told);
    }

    /** A body that is refused for one field. */
    static BadRequest ofField(String name, String body, String code, String field, String told) {
        return new BadRequest(name, BodyPublishers.ofByteArray(body.getBytes(UTF_8)), JSON, 422, code, field, told);
    }

    /** The same with these headers alone. */
    BadRequest with(String... pairs) {
        return new BadRequest(name, body, List.of(pairs), status, code, field, told);
    }

    @Override
    public String toString() {
        return name;
    }
}
