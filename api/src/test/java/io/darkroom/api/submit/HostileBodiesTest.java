package io.darkroom.api.submit;

import io.darkroom.api.problem.ProblemException;
import io.darkroom.core.fuzz.Fuzz;
import org.junit.jupiter.api.Test;

/** Whatever somebody sends as a job is read, or refused with a code. */
class HostileBodiesTest {
    private static final String JOB = """
            {"prompt": "a fox 🦊", "negative_prompt": "blurry", "model": "shapes", "width": 128, "height": 64,
             "steps": 20, "guidance_scale": 7.5, "scheduler": "ddim", "seed": 9223372036854775807, "images": 2,
             "retain": true, "delivery": "once", "ttl_seconds": 60, "deadline_seconds": 120, "lane": "bulk", "clip_skip": 1,
             "guidance_rescale": 0.7, "rng": "cuda", "strength": 0.5, "mask": "BA==",
             "init_image": "data:image/png;base64,AQID"}
            """;
    private static final String SEALED = """
            {"sealed": "a.b.c.d.e", "steps": 2, "result_key": {"kty": "EC", "use": "enc", "crv": "P-256",
             "x": "qyzQtoG12csY1phGQptYDm95C9U8VR0ks8ZxE8M6a5o", "y": "AOc--uUBlkE-2C_9aOynOmKwh5tM0MDh1oeWOE3-5gs"}}
            """;

    @Test
    void aJob() {
        Fuzz.ofTexts(JOB, SEALED, "{\"prompt\": \"a\"}")
                .words(
                        "null",
                        "{",
                        "}",
                        "[",
                        "[[",
                        "{\"a\":",
                        "\"",
                        ",",
                        ":",
                        "true",
                        "-1",
                        "1e999999999",
                        "1.5",
                        "\\ud800",
                        "\\u0000",
                        "\ufeff",
                        "\"prompt\": ",
                        "\"sealed\": ",
                        "\"seed\": ",
                        "\"result_key\": ",
                        "\"mask\": ",
                        "data:image/x;base64,",
                        "9223372036854775808",
                        "\"kty\": \"RSA\",",
                        "\"d\": \"AA\",",
                        "/*",
                        "NaN")
                .refusedBy(ProblemException.class)
                .read("bodies of jobs", octets -> JobRequest.read(octets).close());
    }
}
