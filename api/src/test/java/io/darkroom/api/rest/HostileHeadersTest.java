package io.darkroom.api.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.darkroom.api.follow.Bookmark;
import io.darkroom.api.problem.ProblemException;
import io.darkroom.api.submit.IdempotencyKey;
import io.darkroom.core.fuzz.Fuzz;
import io.darkroom.core.job.JobId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Whatever somebody sends in a path or a header is read, or refused with a code. */
class HostileHeadersTest {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @Test
    void aPreference() {
        Fuzz.ofTexts("wait=30", "respond-async, wait=\"30\"; x, handling=lenient; wait = 9")
                .words("wait", "=", ";", ",", "\"", "  ", "wait=999999999", "wait=99999999999999999999", "\t")
                .refusedBy(ProblemException.class)
                .read("Prefer", octets -> PreferWait.of(new String(octets, ISO_8859_1), LONGEST));
    }

    @Test
    void aBookmark() {
        Fuzz.ofTexts("running.1.12.20.0.0", "queued!.0.0.0.0.0", "none.0.0.0.0.0", "end")
                .words(".", "!", "999999", "99999999999", "failed", "none", "-1")
                .read("Last-Event-ID", octets -> Bookmark.parse(new String(octets, ISO_8859_1)));
    }

    @Test
    void anIdempotencyKey() {
        byte[] body = new byte[10];

        Fuzz.ofTexts("\"8e03978e-40d5-43e8-bc93-6894a57f9324\"")
                .words("\"", " ", "\0", "\u00ff")
                .refusedBy(ProblemException.class)
                .read("Idempotency-Key", octets -> IdempotencyKey.of("o", new String(octets, ISO_8859_1), body));
    }

    @Test
    void anId() {
        Fuzz.ofTexts("6f1c2a34-0000-4000-8000-000000000001")
                .words("-", "A", "0", "g", "%00", "+")
                .read("ids", octets -> JobId.parse(new String(octets, ISO_8859_1)));
    }
}
