package io.darkroom.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.local.audit.job.Kind;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
    private final CommandLineFixture commands = new CommandLineFixture(Path.of("/nowhere"));

    @Test
    void upHasTheseDefaults() {
        UpCommand up = commands.parsed(UpCommand.class, "up");

        assertThat(up.port).isEqualTo(8080);
        assertThat(up.workers).isEqualTo(1);
        assertThat(up.readyFile).isNull();
        assertThat(up.cluster.data).isNull();
        assertThat(up.cluster.models).isNull();
    }

    @Test
    void upTakesEveryOption() {
        UpCommand up = commands.parsed(
                UpCommand.class,
                "up",
                "--port",
                "0",
                "--workers",
                "3",
                "--data",
                "d",
                "--models",
                "m",
                "--ready-file",
                "r");

        assertThat(up.port).isZero();
        assertThat(up.workers).isEqualTo(3);
        assertThat(up.cluster.data).isEqualTo(Path.of("d"));
        assertThat(up.cluster.models).isEqualTo(Path.of("m"));
        assertThat(up.readyFile).isEqualTo(Path.of("r"));
    }

    @Test
    void drawLeavesWhatWasNotSaidToTheApi() {
        DrawCommand draw = commands.parsed(DrawCommand.class, "draw", "a fox", "--out", "fox.png");

        assertThat(draw.out).isEqualTo(Path.of("fox.png"));
        assertThat(draw.negative).isNull();
        assertThat(draw.model).isNull();
        assertThat(draw.size).isNull();
        assertThat(draw.steps).isNull();
        assertThat(draw.guidanceScale).isNull();
        assertThat(draw.scheduler).isNull();
        assertThat(draw.seed).isNull();
        assertThat(draw.images).isNull();
        assertThat(draw.initImage).isNull();
        assertThat(draw.mask).isNull();
        assertThat(draw.strength).isNull();
        assertThat(draw.clipSkip).isNull();
        assertThat(draw.retain).isFalse();
        assertThat(draw.json).isFalse();
        assertThat(draw.sealing.seal).isFalse();
        assertThat(draw.sealing.pins).isEmpty();
        assertThat(draw.server.areGiven()).isFalse();
    }

    @Test
    void drawTakesEveryOption() {
        DrawCommand draw = commands.parsed(
                DrawCommand.class,
                "draw",
                "a fox",
                "--out=fox.png",
                "--negative=rain",
                "--model=shapes",
                "--size=64x32",
                "--steps=4",
                "--guidance-scale=7.5",
                "--scheduler=ddim",
                "--seed=-5",
                "--images=2",
                "--init-image=in.png",
                "--mask=mask.png",
                "--strength=0.5",
                "--clip-skip=1",
                "--retain",
                "--json");

        assertThat(draw.negative).isEqualTo("rain");
        assertThat(draw.model).isEqualTo("shapes");
        assertThat(draw.size).isEqualTo(new ImageSize(64, 32));
        assertThat(draw.steps).isEqualTo(4);
        assertThat(draw.guidanceScale).isEqualTo(7.5);
        assertThat(draw.scheduler).isEqualTo("ddim");
        assertThat(draw.seed).isEqualTo(-5L);
        assertThat(draw.images).isEqualTo(2);
        assertThat(draw.initImage).isEqualTo(Path.of("in.png"));
        assertThat(draw.mask).isEqualTo(Path.of("mask.png"));
        assertThat(draw.strength).isEqualTo(0.5);
        assertThat(draw.clipSkip).isEqualTo(1);
        assertThat(draw.retain).isTrue();
        assertThat(draw.json).isTrue();
    }

    @Test
    void drawMaySealAndMayBeDoneElsewhere() {
        String current = "0123456789012345678901234567890123456789012";
        String next = "abcdefghijabcdefghijabcdefghijabcdefghij-_A";

        DrawCommand draw = commands.parsed(
                DrawCommand.class,
                "draw",
                "a fox",
                "--out=fox.png",
                "--seal",
                "--pin",
                current,
                "--pin",
                next,
                "--result-key=own.jwks",
                "--server=https://example.org",
                "--api-key-file=key");

        assertThat(draw.sealing.seal).isTrue();
        assertThat(draw.sealing.pins).containsExactly(current, next);
        assertThat(draw.sealing.resultKey).isEqualTo(Path.of("own.jwks"));
        assertThat(draw.server.areGiven()).isTrue();
        assertThat(draw.server.apiKeyFile).isEqualTo(Path.of("key"));
    }

    @Test
    void auditHasTheseDefaults() {
        AuditCommand audit = commands.parsed(AuditCommand.class, "audit");

        assertThat(audit.kinds).isEmpty();
        assertThat(audit.model).isNull();
        assertThat(audit.json).isFalse();
        assertThat(audit.cluster.data).isNull();
        assertThat(audit.server.areGiven()).isFalse();
        assertThat(audit.addresses.processes).isFalse();
    }

    @Test
    void auditTakesEveryOption() {
        AuditCommand audit = commands.parsed(
                AuditCommand.class,
                "audit",
                "--server=https://draw.example.org",
                "--api-key-file=key",
                "--kafka=kafka:9092",
                "--kafka-config=kafka.properties",
                "--kafka-files=k1",
                "--kafka-files=k2",
                "--redis=rediss://audit@redis:6380",
                "--redis-password-file=rp",
                "--postgres=jdbc:postgresql://postgres/darkroom",
                "--postgres-user=audit",
                "--postgres-password-file=pp",
                "--postgres-files=p",
                "--logs=l1",
                "--logs=l2",
                "--temp=t",
                "--work=w",
                "--management=http://api:9000",
                "--management=http://worker:9001",
                "--processes",
                "--api-pid=7",
                "--model=shapes",
                "--kinds=plain,bad-input",
                "--json");

        assertThat(audit.server.areGiven()).isTrue();
        assertThat(audit.server.apiKeyFile).isEqualTo(Path.of("key"));
        assertThat(audit.addresses.kafka).isEqualTo("kafka:9092");
        assertThat(audit.addresses.kafkaConfig).isEqualTo(Path.of("kafka.properties"));
        assertThat(audit.addresses.kafkaFiles).containsExactly(Path.of("k1"), Path.of("k2"));
        assertThat(audit.addresses.redis).isEqualTo(URI.create("rediss://audit@redis:6380"));
        assertThat(audit.addresses.redisPasswordFile).isEqualTo(Path.of("rp"));
        assertThat(audit.addresses.postgres).isEqualTo("jdbc:postgresql://postgres/darkroom");
        assertThat(audit.addresses.postgresUser).isEqualTo("audit");
        assertThat(audit.addresses.postgresPasswordFile).isEqualTo(Path.of("pp"));
        assertThat(audit.addresses.postgresFiles).containsExactly(Path.of("p"));
        assertThat(audit.addresses.logs).containsExactly(Path.of("l1"), Path.of("l2"));
        assertThat(audit.addresses.temporary).containsExactly(Path.of("t"));
        assertThat(audit.addresses.working).containsExactly(Path.of("w"));
        assertThat(audit.addresses.management).hasSize(2);
        assertThat(audit.addresses.processes).isTrue();
        assertThat(audit.addresses.apiPid).isEqualTo(7L);
        assertThat(audit.model).isEqualTo("shapes");
        assertThat(audit.kinds).containsExactly(Kind.PLAIN, Kind.BAD_INPUT);
        assertThat(audit.json).isTrue();
    }

    @Test
    void aSingleNumberIsASquare() {
        assertThat(ImageSize.parse("64")).isEqualTo(new ImageSize(64, 64));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "draw",
                "draw fox",
                "draw --out x.png",
                "draw fox --out x.png --steps many",
                "draw fox --out x.png --size 3x",
                "draw fox --out x.png --seed x",
                "draw fox --out x.png --init-image /nowhere/in.png",
                "draw fox --out x.png --strength much",
                "draw fox --out x.png --pin 0123456789012345678901234567890123456789012",
                "draw fox --out x.png --result-key k.jwks",
                "draw fox --out x.png --seal --retain",
                "draw fox --out x.png --receipt /no/such/folder/r.jws",
                "draw fox --out x.png --seal --pin abc",
                "draw fox --out x.png --api-key-file k",
                "draw fox --out x.png --server http://127.0.0.1 --data d",
                "draw fox --out x.png --server http://127.0.0.1 --models m",
                "draw fox --out x.png --server 127.0.0.1:8080 --api-key-file /dev/null",
                "draw fox --out x.png --server http://user@host --api-key-file /dev/null",
                "draw fox --out x.png --server http://127.0.0.1 --api-key-file /dev/null",
                "draw fox --out x.png --server http://127.0.0.1 --api-key-file /nowhere/key",
                "audit --api-key-file k",
                "audit --kinds plane",
                "audit --redis redis://localhost",
                "audit --processes",
                "audit --server http://localhost --kafka-files k",
                "audit --server http://localhost --postgres-files p",
                "audit --server http://localhost --data d",
                "audit --api-pid x",
                "up --port 65536",
                "up --port -1",
                "up --workers -1",
                "up --unknown",
                "dwar fox",
                ""
            })
    void wrongUsageEndsWithTwo(String line) {
        int exitCode = commands.execute(line.isEmpty() ? new String[0] : line.split(" ", -1));

        assertThat(exitCode).isEqualTo(2);
        assertThat(commands.out()).isEmpty();
        assertThat(commands.err()).startsWith("darkroom: ").contains("--help").doesNotContain("\tat ");
    }

    @Test
    void aPromptWithoutQuotationMarksIsNotRepeated() {
        commands.execute("draw", "secret", "canary", "--out", "x.png");

        assertThat(commands.err()).contains("quotation marks").doesNotContain("secret", "canary");
    }

    @Test
    void aPromptInTheWrongPlaceIsNotRepeated() {
        commands.execute("draw", "fox", "--steps", "canary", "--out", "x.png");

        assertThat(commands.err()).contains("--steps").doesNotContain("canary");
    }

    @Test
    void aPromptThatIsTooLongIsWrongUsage() {
        int exitCode = commands.execute("draw", "x".repeat(4001), "--out", "x.png");

        assertThat(exitCode).isEqualTo(2);
        assertThat(commands.err()).contains("4000").doesNotContain("xxx");
    }

    @Test
    void drawLooksForTheFolderOfThePictureBeforeItStartsAnything() {
        int exitCode = commands.execute("draw", "fox", "--out", "/no/such/folder/x.png");

        assertThat(exitCode).isEqualTo(1);
        assertThat(commands.err()).contains("does not exist").hasLineCount(1);
    }

    @Test
    void versionPrintsOneLine() {
        int exitCode = commands.execute("version");

        assertThat(exitCode).isZero();
        assertThat(commands.out()).startsWith("darkroom ").hasLineCount(1);
    }
}
