package io.darkroom.local.client;

import com.fasterxml.jackson.databind.JsonNode;

/** What the API says when it refuses (RFC 9457), as one line: {@code detail (code)}. */
final class Problem {
    private Problem() {}

    static String line(int status, JsonNode body) {
        String code = body.path("code").asText("");
        String detail = body.path("detail").asText("");
        String said = detail.isEmpty() ? body.path("title").asText("the API answered " + status) : detail;
        return code.isEmpty() ? said : said + " (" + code + ")";
    }
}
