package io.darkroom.api.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.darkroom.api.config.Keys;
import io.darkroom.api.follow.JobNews;
import io.darkroom.api.status.JobSnapshot;
import io.darkroom.core.crypto.SeedSeal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes server-sent events of a job's news. */
@ApplicationScoped
class JobEvents {
    private final Keys keys;
    private final ObjectMapper json;

    JobEvents(Keys keys, ObjectMapper json) {
        this.keys = keys;
        this.json = json;
    }

    OutboundSseEvent of(JobNews news, Sse sse) {
        if (news instanceof JobNews.Moved moved) {
            return event(sse, "state", Map.of("state", moved.state().wireName(), "attempt", moved.attempt()));
        }
        if (news instanceof JobNews.Advanced advanced) {
            return event(sse, "progress", progress(advanced));
        }
        if (news instanceof JobNews.Ready ready) {
            return event(sse, "image", image(ready.job(), ready.number()));
        }
        return event(sse, "end", end((JobNews.Ended) news));
    }

    private static Map<String, Object> progress(JobNews.Advanced advanced) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("step", advanced.step());
        data.put("steps", advanced.steps());
        data.put("images_done", advanced.drawn());
        data.put("images", advanced.images());
        return data;
    }

    private Map<String, Object> image(JobSnapshot job, int number) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("n", number);
        data.put("href", "/v1/jobs/" + job.id() + "/images/" + number);
        String sealed = job.sealedSeed();
        if (sealed != null) {
            data.put("seed", SeedSeal.open(keys.delivery(), job.id(), sealed) + number);
        }
        return data;
    }

    private static Map<String, Object> end(JobNews.Ended ended) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("state", ended.state().wireName());
        ended.code().ifPresent(code -> data.put("code", code));
        return data;
    }

    /** As text, since an event with a media type gets a field that no reader of event streams knows. */
    private OutboundSseEvent event(Sse sse, String name, Map<String, Object> data) {
        try {
            return sse.newEventBuilder()
                    .name(name)
                    .data(json.writeValueAsString(data))
                    .build();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an event is not JSON");
        }
    }
}
