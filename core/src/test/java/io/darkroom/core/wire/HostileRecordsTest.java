package io.darkroom.core.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.core.fuzz.Fuzz;
import io.darkroom.core.job.JobSpec;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever lies in Redis in place of a record is read, or counts as not there. */
class HostileRecordsTest {
    private static final String[] WORDS = {
        "null",
        "{",
        "}",
        "[",
        "[[",
        "\"",
        ",",
        "true",
        "1e999999999",
        "-1",
        "2147483648",
        "\"\"",
        "\"a\":",
        "\\u0000",
        "NaN",
        "\"models\":",
        "\"name\":null,",
        "\"size_factor\":0,",
        "\"scheduler_steps\":{\"ddim\":null},",
        "\"lane\":\"bulk\","
    };
    private static final String SPEC =
            "{\"model\":\"shapes\",\"width\":128,\"height\":128,\"steps\":12,\"guidance_scale\":4.0,\"scheduler\":\"ddim\","
                    + "\"images\":1,\"lane\":\"interactive\",\"retain\":false,\"delivery\":\"ttl\",\"ttl_seconds\":600,"
                    + "\"pipeline\":\"txt2img\",\"strength\":1.0,\"clip_skip\":0,\"guidance_rescale\":0.0,\"rng\":\"cpu\"}";
    private static final String EVENT =
            "{\"kind\":\"state\",\"job\":\"6f1c2a34-0000-4000-8000-000000000001\",\"state\":\"failed\",\"attempt\":1,"
                    + "\"code\":\"timed_out\",\"step\":1,\"steps\":12,\"n\":0}";
    private static final String ANNOUNCEMENT =
            "{\"worker\":\"w\",\"models\":[{\"name\":\"shapes\",\"kind\":\"sd1\",\"pipelines\":[\"txt2img\"],"
                    + "\"size_factor\":8,\"min_side\":64,\"max_side\":512,\"default_width\":128,\"default_height\":128,"
                    + "\"default_steps\":12,\"max_steps\":150,\"default_guidance_scale\":4.0,\"default_scheduler\":\"ddim\","
                    + "\"schedulers\":[\"ddim\"],\"other_schedulers\":[],\"scheduler_steps\":{\"ddim\":{\"min\":1,\"max\":9}},"
                    + "\"max_clip_skip\":1,\"slots\":2,\"seconds_per_step\":0.01}]}";

    @Test
    void settingsOfAJob() {
        read("settings of jobs", SPEC, text -> WireJson.spec(text).map(JobSpec::stepsTaken));
    }

    @Test
    void aJobEvent() {
        read("job events", EVENT, WireJson::event);
    }

    @Test
    void anAnnouncement() {
        read(
                "announcements",
                ANNOUNCEMENT,
                text -> WireJson.announcement(text)
                        .map(worker -> worker.models().stream()
                                .map(offer -> offer.steps("ddim").max())
                                .toList()));
    }

    private static void read(String what, String whole, Function<String, Optional<?>> reading) {
        Fuzz.ofTexts(whole).words(WORDS).refusedBy(NoSuchElementException.class).read(what, octets -> {
            if (reading.apply(new String(octets, UTF_8)).isEmpty()) {
                throw new NoSuchElementException();
            }
        });
    }

    @Test
    void whatIsWholeIsRead() {
        assertThat(WireJson.spec(SPEC)).map(JobSpec::scheduler).contains("ddim");
        assertThat(WireJson.event(EVENT)).map(JobEvent::code).contains("timed_out");
        assertThat(WireJson.announcement(ANNOUNCEMENT))
                .map(WorkerAnnouncement::worker)
                .contains("w");
        assertThat(WireJson.spec(SPEC.replace("{\"model\"", "{\"later\":[1],\"model\"")))
                .as("of a later version")
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"kind\":\"state\"}",
                "{\"worker\":\"w\"}",
                "{\"worker\":\"w\",\"models\":[{}]}"
            })
    void whatIsNotWholeIsNot(String text) {
        assertThat(WireJson.spec(text)).isEmpty();
        assertThat(WireJson.event(text)).isEmpty();
        assertThat(WireJson.announcement(text)).isEmpty();
    }
}
