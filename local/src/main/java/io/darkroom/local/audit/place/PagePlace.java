package io.darkroom.local.audit.place;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.darkroom.local.LocalFailure;
import io.darkroom.local.audit.search.Canary;
import io.darkroom.local.audit.search.Hit;
import io.darkroom.local.audit.search.Search;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the services tell whoever runs them: metrics and health checks. Foreign ones cannot be planted in, so a page of the audit's is. */
public final class PagePlace implements Place {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final List<String> PATHS =
            List.of("/q/metrics", "/q/health", "/q/health/live", "/q/health/ready", "/q/health/started");
    private static final String METRICS = "/q/metrics";

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(LIMIT).build();
    private final List<URI> pages = new CopyOnWriteArrayList<>();

    /** The management addresses of services. */
    public PagePlace(List<URI> services) {
        services.forEach(service -> PATHS.forEach(path -> pages.add(service.resolve(path))));
    }

    @Override
    public String name() {
        return "metrics and health";
    }

    @Override
    public List<Plant> plants() {
        return List.of(new Page());
    }

    @Override
    public void search(Search search, Findings findings) {
        for (URI page : pages) {
            try {
                HttpResponse<byte[]> answer =
                        http.send(HttpRequest.newBuilder(page).timeout(LIMIT).build(), BodyHandlers.ofByteArray());
                findings.found(name(), page.toString(), in(answer, search));
                tellStranger(page, answer, findings);
            } catch (IOException e) {
                findings.gap(name(), page + " does not answer");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LocalFailure("interrupted", e);
            }
        }
    }

    private static Set<Hit> in(HttpResponse<byte[]> answer, Search search) {
        Set<Hit> hits = new LinkedHashSet<>(search.in(answer.body()));
        hits.addAll(search.in(answer.headers().map().toString().getBytes(UTF_8)));
        return hits;
    }

    /** Another server's pages prove nothing. */
    private void tellStranger(URI page, HttpResponse<byte[]> answer, Findings findings) {
        boolean ours = !page.getPath().equals(METRICS) || new String(answer.body(), UTF_8).contains("darkroom_");
        if (answer.statusCode() == 404 || !ours) {
            findings.gap(name(), page + " is no service of Darkroom's");
        }
    }

    /** A page of the audit's own, with the canary in its header and in its body. */
    private final class Page implements Plant {
        @Override
        public String what() {
            return "a page of the audit's own beside them";
        }

        @Override
        public Planted put() {
            Canary canary = Canary.planted();
            SayingServer server = SayingServer.of(canary, "text/plain");
            List<URI> added = new ArrayList<>(List.of(server.url()));
            pages.addAll(added);
            return Planted.whole(canary, () -> {
                pages.removeAll(added);
                server.close();
            });
        }
    }
}
