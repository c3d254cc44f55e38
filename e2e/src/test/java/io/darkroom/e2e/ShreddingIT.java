package io.darkroom.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.core.crypto.OpeningKeys;
import io.darkroom.core.crypto.PromptSeal;
import io.darkroom.core.crypto.SealException;
import io.darkroom.core.crypto.SealedPrompt;
import io.darkroom.core.job.JobId;
import io.darkroom.core.privacy.PromptDocument;
import io.darkroom.e2e.canary.Places;
import io.darkroom.e2e.system.Client;
import io.darkroom.e2e.system.Event;
import io.darkroom.e2e.system.Events;
import io.darkroom.e2e.system.RunningSystem;
import io.darkroom.e2e.system.Until;
import io.darkroom.local.audit.place.Find;
import io.darkroom.local.audit.search.Canary;
import io.darkroom.testkit.Redis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Somebody has every octet of Kafka and of PostgreSQL, which gathered statistics meanwhile and was stopped since, and the worker's private key, once jobs have ended: no prompt opens. With
 * the key part that was there before, the same octets open.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShreddingIT {
    private static final String PROMPT = "a red circle on a blue background, ";
    /** A sealed prompt without its key part, as a record holds it. */
    private static final Pattern RECORD = Pattern.compile("([\\w-]+)\\.\\.[\\w-]+\\.[\\w-]+\\.[\\w-]{22}");

    private static final Pattern WORD = Pattern.compile("[\\w-]{54,}");
    private static final int KEY_PART = 54;

    /** Kafka is not swept meanwhile: what was ever on it is there. */
    private final RunningSystem system =
            RunningSystem.start(settings -> settings.workerProperty("darkroom.worker.sweep-period", "PT10M")
                    .workerProperty("darkroom.worker.slots", "1"));

    private final Client client = system.client();
    private final SealingClient sealing = new SealingClient(client);
    private final OpeningKeys worker = workersKey();
    /** By the kind of job: its id, and the key part that somebody kept from before its end. */
    private final Map<String, String> jobs = new LinkedHashMap<>();

    private final Map<String, String> keptParts = new LinkedHashMap<>();

    private OpeningKeys workersKey() {
        try {
            return OpeningKeys.read(system.data().resolve("keys").resolve("worker.jwks"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeAll
    void jobsOfEveryKindEnd() {
        String endless = client.submit(Jobs.endless());
        try (Events events = Events.of(client, endless)) {
            Event unusedProgress = events.first(event -> event.is("progress"));
        }
        jobs.put("plain", client.submit(Jobs.of("steps", 2, "prompt", PROMPT + "plain")));
        jobs.put("retained", client.submit(Jobs.of("steps", 2, "prompt", PROMPT + "retained", "retain", true)));
        jobs.put("deleted", client.submit(Jobs.of("steps", 2, "prompt", PROMPT + "deleted")));
        jobs.put("sealed", sealed("sealed"));
        jobs.put("sealed and retained", sealed("sealed and retained", "retain", true));
        try (Redis redis = system.redis()) {
            jobs.forEach((kind, job) ->
                    keptParts.put(kind, redis.content("key:" + job).get(0)));
        }
        system.database().run("ANALYZE retained_job");
        client.delete("/v1/jobs/" + endless);
        client.delete("/v1/jobs/" + jobs.get("deleted"));
        jobs.forEach((kind, job) -> {
            if (!kind.equals("deleted")) {
                assertThat(client.ended(job).path("state").asText()).as(kind).isEqualTo("succeeded");
            }
        });
        Until.holds(
                "nothing is left in the file of the jobs' rows",
                () -> system.database().size("retained_job") == 0);
        // A stop in order writes all tables to disk.
        system.cluster().postgres().stop();
        system.cluster().postgres().start();
    }

    private String sealed(String kind, Object... fields) {
        String id = SealingClient.id();
        String document = sealing.withResultKey(Map.of("prompt", PROMPT + kind));
        Object[] all = Stream.concat(Stream.of("steps", 2), Stream.of(fields)).toArray();
        assertThat(sealing.put(id, sealing.seal(id, document), all).status()).isEqualTo(202);
        return id;
    }

    @AfterAll
    void stop() {
        system.close();
    }

    @Test
    void withTheKeyPartOfBeforeEachRecordOnKafkaOpens() {
        Map<String, String> records = records();

        jobs.forEach((kind, job) -> {
            String body = Objects.requireNonNull(records.get(job), kind);
            try (PromptDocument opened = open(job, new SealedPrompt(part(kind), body))) {
                assertThat(opened.prompt().revealPlaintext()).isEqualTo(PROMPT + kind);
            }
        });
    }

    @Test
    void noKeyPartIsLeftOnKafkaOrInPostgresInAnyForm() {
        List<Canary> canaries = new ArrayList<>();
        jobs.forEach((kind, job) -> {
            canaries.add(Canary.ofText("key part, " + kind, part(kind)));
            canaries.add(Canary.ofOctets(
                    "octets of the key part, " + kind, Base64.getUrlDecoder().decode(part(kind))));
            canaries.add(Canary.ofText("id, " + kind, job));
        });

        List<Find> finds = Stream.of("kafka", "postgres")
                .flatMap(part -> Places.search(Places.of(system.data().resolve(part)), canaries).stream())
                .toList();

        assertThat(finds).extracting(find -> find.canary().name()).allMatch(name -> name.startsWith("id, "));
        assertThat(finds)
                .as("the search finds what is there: each record names its job")
                .extracting(find -> find.canary().name())
                .containsAll(jobs.keySet().stream().map(kind -> "id, " + kind).toList());
    }

    @Test
    void noRecordOpensWithAnythingThatKafkaAndPostgresHold() {
        Map<String, String> records = records();
        Set<String> candidates = candidates();
        assertThat(candidates).as("words of a key part's length").hasSizeGreaterThan(1000);

        jobs.forEach((kind, job) -> {
            String body = Objects.requireNonNull(records.get(job), kind);
            assertThat(candidates).as(kind).noneMatch(part -> opens(job, new SealedPrompt(part, body)));
            assertThat(opens(job, new SealedPrompt("", body))).as(kind).isFalse();
        });
    }

    private boolean opens(String job, SealedPrompt sealed) {
        try {
            open(job, sealed).close();
            return true;
        } catch (SealException e) {
            return false;
        }
    }

    private PromptDocument open(String job, SealedPrompt sealed) {
        return PromptSeal.open(worker, JobId.parse(job).orElseThrow(), "shapes", Instant.now(), sealed);
    }

    private String part(String kind) {
        return Objects.requireNonNull(keptParts.get(kind));
    }

    /** The sealed prompts in Kafka's segment files by job. */
    private Map<String, String> records() {
        Map<String, String> records = new LinkedHashMap<>();
        for (String content : contents("kafka")) {
            Matcher record = RECORD.matcher(content);
            while (record.find()) {
                String header = new String(Base64.getUrlDecoder().decode(record.group(1)), UTF_8);
                jobs.values().stream().filter(header::contains).forEach(job -> records.put(job, record.group()));
            }
        }
        return records;
    }

    /** Whatever could be a key part: each stretch of 54 characters in base64url, wherever it begins. */
    private Set<String> candidates() {
        Set<String> candidates = new LinkedHashSet<>();
        Stream.of("kafka", "postgres").flatMap(part -> contents(part).stream()).forEach(content -> {
            Matcher word = WORD.matcher(content);
            while (word.find()) {
                for (int at = word.start(); at + KEY_PART <= word.end(); at++) {
                    candidates.add(content.substring(at, at + KEY_PART));
                }
            }
        });
        return candidates;
    }

    private List<String> contents(String part) {
        try (Stream<Path> files = Files.walk(system.data().resolve(part))) {
            return files.filter(Files::isRegularFile).map(ShreddingIT::content).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file, ISO_8859_1);
        } catch (NoSuchFileException removed) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
