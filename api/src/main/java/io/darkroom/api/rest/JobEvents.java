package io.darkroom.api.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.darkroom.api.config.Keys;
import io.darkroom.api.follow.Bookmark;
import io.darkroom.api.follow.JobNews;
import io.darkroom.api.follow.Told;
import io.darkroom.api.status.JobSnapshot;
import io.darkroom.core.crypto.OpeningKeys;
import io.darkroom.core.crypto.SeedSeal;
import io.darkroom.core.job.JobId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes server-sent events of a job's news. */
@ApplicationScoped
class JobEvents {
    private static final int RECONNECT_MILLIS = 500;

    private final Keys keys;
    private final ObjectMapper json;
    private final SecureRandom random = new SecureRandom();

    JobEvents(Keys keys, ObjectMapper json) {
        this.keys = keys;
        this.json = json;
    }

    OutboundSseEvent of(Told told, Sse sse) {
        JobNews news = told.news();
        Bookmark id = told.after();
        if (news instanceof JobNews.Moved moved) {
            return event(sse, id, "state", state(moved));
        }
        if (news instanceof JobNews.Advanced advanced) {
            return event(sse, id, "progress", progress(advanced));
        }
        if (news instanceof JobNews.Ready ready) {
            return event(sse, id, "image", image(ready.job(), ready.number()));
        }
        return event(sse, id, "end", end((JobNews.Ended) news));
    }

    /** Sends the reader elsewhere, not all at the same moment. */
    OutboundSseEvent reconnect(JobId job, Bookmark bookmark, Sse sse) {
        return sse.newEventBuilder()
                .id(bookmark.toString())
                .name("reconnect")
                .data(text(Map.of("href", "/v1/jobs/" + job + "/events")))
                .reconnectDelay(RECONNECT_MILLIS + random.nextInt(RECONNECT_MILLIS))
                .build();
    }

    private static Map<String, Object> state(JobNews.Moved moved) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("state", moved.state().wireName());
        data.put("attempt", moved.attempt());
        if (moved.waitingForWorker()) {
            data.put("waiting_for_worker", true);
        }
        return data;
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
        OpeningKeys own = keys.delivery();
        if (sealed != null && own.areNamedBy(sealed)) {
            data.put("seed", SeedSeal.open(own, job.id(), sealed) + number);
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
    private OutboundSseEvent event(Sse sse, Bookmark id, String name, Map<String, Object> data) {
        return sse.newEventBuilder()
                .id(id.toString())
                .name(name)
                .data(text(data))
                .build();
    }

    private String text(Map<String, Object> data) {
        try {
            return json.writeValueAsString(data);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an event is not JSON");
        }
    }
}
