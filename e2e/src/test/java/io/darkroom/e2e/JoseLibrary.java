package io.darkroom.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.darkroom.e2e.system.ProjectTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A library of other people's, run by its script in {@code src/test/interop}, whose README says what is asked and answered. */
enum JoseLibrary {
    JWCRYPTO(python(), "python/with_jwcrypto.py"),
    JOSERFC(python(), "python/with_joserfc.py"),
    JOSE("node", "js/with_jose.mjs"),
    GO_JOSE("go/with-go-jose");

    private static final Path FOLDER = ProjectTree.root().resolve("e2e/src/test/interop");
    private static final JsonMapper JSON = new JsonMapper();

    private final List<String> command;

    JoseLibrary(String... command) {
        this.command = List.of(command);
    }

    /** A Python with what {@code python/requirements.txt} lists: {@code INTEROP_PYTHON}, or the one that {@code install} makes. */
    private static String python() {
        return System.getenv().getOrDefault("INTEROP_PYTHON", "python/.venv/bin/python");
    }

    /** Seals {@code plaintext} to a key for a job. */
    String seal(Map<String, Object> key, String job, byte[] plaintext) {
        return ask(Map.of("do", "seal", "key", key, "jid", job, "plaintext", encoded(plaintext)))
                .path("sealed")
                .asText();
    }

    /** Opens with a private key. */
    Opened open(Map<String, Object> key, String sealed) {
        JsonNode answer = ask(Map.of("do", "open", "key", key, "sealed", sealed));
        byte[] plaintext =
                Base64.getUrlDecoder().decode(answer.path("plaintext").asText());
        return new Opened(answer.path("header"), plaintext);
    }

    /** What a JWS says whose signature holds with this public key; fails where it does not. */
    Opened verify(Map<String, Object> key, String signed) {
        JsonNode answer = ask(Map.of("do", "verify", "key", key, "signed", signed));
        byte[] payload = Base64.getUrlDecoder().decode(answer.path("payload").asText());
        return new Opened(answer.path("header"), payload);
    }

    private JsonNode ask(Map<String, Object> task) {
        try {
            return JSON.readTree(run(command, JSON.writeValueAsBytes(task)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a Python script with its arguments to its end. */
    static void runPython(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(python()));
        command.addAll(arguments);
        byte[] unused = run(command, new byte[0]);
    }

    private static byte[] run(List<String> command, byte[] input) {
        List<String> words = new ArrayList<>(command);
        Path program = FOLDER.resolve(words.get(0));
        if (program.toFile().exists()) {
            words.set(0, program.toString());
        }
        try {
            Process process = new ProcessBuilder(words)
                    .directory(FOLDER.toFile())
                    .redirectErrorStream(false)
                    .start();
            process.getOutputStream().write(input);
            process.getOutputStream().close();
            byte[] output = process.getInputStream().readAllBytes();
            String complaint = new String(process.getErrorStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw lacking(words, complaint);
            }
            return output;
        } catch (IOException e) {
            throw lacking(words, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static AssertionError lacking(List<String> words, String complaint) {
        return new AssertionError(words.get(0) + " " + (words.size() > 1 ? words.get(1) : "")
                + " did not do it; e2e/src/test/interop/README.md says what it needs:\n" + complaint);
    }

    private static String encoded(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    /** What was in a seal, or under a signature. */
    record Opened(JsonNode header, byte[] plaintext) {}
}
