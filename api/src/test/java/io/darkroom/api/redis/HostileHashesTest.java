package io.darkroom.api.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.darkroom.core.fuzz.Fuzz;
import io.darkroom.core.job.JobId;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whatever lies in Redis in place of a job is read, or counts as damaged. */
class HostileHashesTest {
    private static final JobId JOB = JobId.random();
    private static final String HASH = """
            owner=somebody
            state=running
            spec={"model":"shapes","width":128,"height":128,"steps":12,"guidance_scale":4.0,"scheduler":"ddim","images":1,\
            "lane":"interactive","retain":false,"delivery":"ttl","ttl_seconds":600}
            created=1767225600000
            deadline=1.767225660E+12
            expires=1767225600000
            attempt=1
            step=3
            steps=12
            drawn=0
            code=timed_out
            seed=a.b.c.d.e
            """;

    @Test
    void aJob() {
        Fuzz.ofTexts(HASH, HASH.replace("running", "cancelled"), HASH.replace("running", "failed"))
                .words(
                        "=",
                        "\n",
                        "owner=",
                        "state=",
                        "state=succeeded\n",
                        "created=1E+2147483647\n",
                        "deadline=-1E-2147483647\n",
                        "step=-2147483649\n",
                        "\u0664",
                        "null",
                        "{",
                        "}",
                        "[",
                        "\"",
                        "1e9",
                        "expired",
                        "\"lane\":null,")
                .read("jobs in Redis", octets -> JobHash.read(JOB, hash(new String(octets, UTF_8))));
    }

    private static Map<String, String> hash(String lines) {
        Map<String, String> hash = new TreeMap<>();
        lines.lines().filter(line -> line.contains("=")).forEach(line -> {
            int end = line.indexOf('=');
            hash.put(line.substring(0, end), line.substring(end + 1));
        });
        return hash;
    }
}
