package io.darkroom.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.jwk.JWKSet;
import io.darkroom.e2e.system.Answer;
import io.darkroom.e2e.system.Client;
import io.darkroom.e2e.system.ProjectTree;
import io.darkroom.e2e.system.RunningSystem;
import io.darkroom.e2e.system.SharedSystem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Jobs that other people's JOSE libraries seal, and pictures that they open. With {@code -Pinterop} alone. */
@Tag("interop")
@ExtendWith(SharedSystem.class)
class InteropIT {
    private static final Pattern PYTHON = Pattern.compile("```python\n(.*?)```", Pattern.DOTALL);

    private final RunningSystem system;
    private final Client client;

    InteropIT(RunningSystem system) {
        this.system = system;
        this.client = system.client();
    }

    @ParameterizedTest
    @EnumSource
    void sealsAPromptAndOpensThePictureAndItsSeed(JoseLibrary library) {
        SealingClient keys = new SealingClient(client);
        String id = SealingClient.id();
        byte[] document =
                keys.withResultKey(Map.of("prompt", Jobs.RED_CIRCLE, "seed", 7)).getBytes(UTF_8);

        Answer answer = keys.put(id, library.seal(keys.workersKey(), id, SealingClient.padded(document)), "steps", 4);

        assertThat(answer.status()).as("%s", answer).isEqualTo(202);
        assertThat(client.ended(id).path("state").asText()).isEqualTo("succeeded");
        Answer picture = client.picture(id, 0);
        JoseLibrary.Opened opened = library.open(keys.privateKey(), picture.text());
        assertThat(opened.header().path("jid").asText()).isEqualTo(id);
        assertThat(opened.header().path("img").asInt(-1)).isZero();
        Png png = Png.of(SealingClient.stripped(opened.plaintext()));
        String same = client.drawn(Jobs.of("seed", 7, "steps", 4));
        assertThat(png.isCloseTo(Png.of(client.picture(same, 0).body()))).isTrue();
        String seed = picture.header("Darkroom-Sealed-Seed").orElseThrow();
        assertThat(ByteBuffer.wrap(library.open(keys.privateKey(), seed).plaintext())
                        .getLong())
                .isEqualTo(7);
    }

    @ParameterizedTest
    @EnumSource
    void verifiesAReceiptAndNoOther(JoseLibrary library) throws IOException, ParseException {
        String id = client.drawn(Jobs.quick());
        String receipt = client.get("/v1/jobs/" + id + "/receipt").text();
        int payload = receipt.indexOf('.') + 10;
        String altered = receipt.substring(0, payload)
                + (receipt.charAt(payload) == 'A' ? 'B' : 'A')
                + receipt.substring(payload + 1);
        String kid = JWSObject.parse(receipt).getHeader().getKeyID();
        Map<String, Object> key =
                JWKSet.parse(client.get("/v1/keys").text()).getKeyByKeyId(kid).toJSONObject();

        JoseLibrary.Opened verified = library.verify(key, receipt);

        assertThat(verified.header().path("typ").asText()).isEqualTo("darkroom-receipt");
        assertThat(new JsonMapper().readTree(verified.plaintext()).path("jid").asText())
                .isEqualTo(id);
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> library.verify(key, altered));
    }

    @Test
    void theClientOfTheDocumentationDraws(@TempDir Path folder) throws IOException {
        Path script = folder.resolve("client.py");
        Path picture = folder.resolve("picture.png");
        Files.writeString(script, scriptOf("docs/sealing.md"));
        String key = system.cluster().apiKey().reveal();

        List<String> arguments = List.of(
                script.toString(),
                client.url().toString().replaceAll("/$", ""),
                key,
                Jobs.RED_CIRCLE,
                picture.toString());
        JoseLibrary.runPython(arguments);

        Png png = Png.of(Files.readAllBytes(picture));
        assertThat(png.color(64, 64)).isEqualTo("red");
        assertThat(png.color(4, 4)).isEqualTo("blue");
    }

    private static String scriptOf(String page) throws IOException {
        Matcher code = PYTHON.matcher(Files.readString(ProjectTree.root().resolve(page)));
        assertThat(code.find()).as("a script in %s", page).isTrue();
        return code.group(1);
    }
}
