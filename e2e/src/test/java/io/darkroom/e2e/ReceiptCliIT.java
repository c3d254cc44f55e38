package io.darkroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.e2e.system.Client;
import io.darkroom.e2e.system.RunningSystem;
import io.darkroom.e2e.system.SharedSystem;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code receipt verify}, as whoever has just deleted a job uses it. */
@ExtendWith(SharedSystem.class)
class ReceiptCliIT {
    @TempDir
    Path folder;

    private final RunningSystem system;
    private final Client client;
    private CommandLine darkroom;
    private String job;
    private String receipt;

    ReceiptCliIT(RunningSystem system) {
        this.system = system;
        this.client = system.client();
    }

    @BeforeEach
    void deleteAJob() throws IOException {
        darkroom = new CommandLine(folder);
        Files.writeString(folder.resolve("api.key"), system.cluster().apiKey().reveal());
        job = client.drawn(Jobs.quick());
        receipt = client.send("DELETE", "/v1/jobs/" + job, BodyPublishers.noBody(), "Accept", "application/jose")
                .text();
    }

    private CommandLine.Result verify(String text) throws Exception {
        return darkroom.runWithInput(
                text,
                "receipt",
                "verify",
                "-",
                "--server",
                system.cluster().url().toString(),
                "--api-key-file",
                folder.resolve("api.key").toString());
    }

    @Test
    void saysWhatBecameOfTheJob() throws Exception {
        CommandLine.Result result = verify(receipt);

        assertThat(result.exitCode()).as("%s", result.err()).isZero();
        assertThat(result.out()).first().isEqualTo("Job " + job + ": cancelled");
        assertThat(result.out()).last().isEqualTo("The signature holds.");
        assertThat(result.out())
                .anyMatch(line -> line.matches(" +sealed picture 0 in Redis +destroyed \\S+"))
                .anyMatch(line -> line.matches(" +sealed prompt in Kafka +noise since .*"));
    }

    @Test
    void whoHasAPictureDrawnCanHaveItsReceiptToo() throws Exception {
        Path saved = folder.resolve("drawn.jws");

        CommandLine.Result drawn = darkroom.run(
                "draw",
                Jobs.RED_CIRCLE,
                "--out",
                folder.resolve("picture.png").toString(),
                "--steps",
                "2",
                "--seal",
                "--server",
                system.cluster().url().toString(),
                "--api-key-file",
                folder.resolve("api.key").toString(),
                "--receipt",
                saved.toString());
        CommandLine.Result result = verify(Files.readString(saved));

        assertThat(drawn.exitCode()).as("%s", drawn.err()).isZero();
        assertThat(result.exitCode()).as("%s", result.err()).isZero();
        assertThat(result.out())
                .anyMatch(line -> line.matches("Job \\S+: cancelled"))
                .anyMatch(line -> line.matches(" +sealed picture 0 in Redis +destroyed \\S+"));
    }

    @Test
    void whatIsKeptIsSaidToBeKept() throws Exception {
        Path saved = folder.resolve("kept.jws");

        CommandLine.Result drawn = darkroom.run(
                "draw",
                Jobs.RED_CIRCLE,
                "--out",
                folder.resolve("picture.png").toString(),
                "--steps",
                "2",
                "--retain",
                "--data",
                folder.resolve("data").toString(),
                "--receipt",
                saved.toString());

        assertThat(drawn.exitCode()).as("%s", drawn.err()).isZero();
        Path keys = folder.resolve("data/keys/receipt.pub.jwks");
        CommandLine.Result result = darkroom.run("receipt", "verify", saved.toString(), "--keys", keys.toString());
        assertThat(result.out())
                .anyMatch(line -> line.matches("Job \\S+: succeeded"))
                .anyMatch(line -> line.matches(" +sealed picture 0 in PostgreSQL +kept, as its owner asked"));
    }

    @Test
    void takesTheKeysFromTheDataFolder() throws Exception {
        Path keys = system.data().resolve("keys").resolve("receipt.pub.jwks");
        Path file = Files.writeString(folder.resolve("receipt.jws"), receipt);

        CommandLine.Result result =
                darkroom.run("receipt", "verify", file.toString(), "--keys", keys.toString(), "--json");

        assertThat(result.exitCode()).as("%s", result.err()).isZero();
        assertThat(result.out()).singleElement().asString().contains("\"jid\":\"" + job + "\"");
    }

    @Test
    void showsNothingOfAReceiptOfAnotherJobUnderThisSignature() throws Exception {
        String other = client.drawn(Jobs.quick());
        String[] others = client.get("/v1/jobs/" + other + "/receipt").text().split("\\.");
        String[] parts = receipt.split("\\.");

        CommandLine.Result result = verify(others[0] + "." + others[1] + "." + parts[2]);

        assertThat(result.exitCode()).isEqualTo(7);
        assertThat(result.out()).isEmpty();
    }
}
