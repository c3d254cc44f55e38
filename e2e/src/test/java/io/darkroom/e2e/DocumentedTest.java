package io.darkroom.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.core.job.FailureCode;
import io.darkroom.e2e.system.ProjectTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents say is tested is tested: who reads them cannot look for every test, and tests are renamed. */
class DocumentedTest {
    /** {@code SomethingIT} or {@code SomethingIT.aSentence}, in backticks. */
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+(?:IT|Test))(?:\\.(\\w+))?`");

    private static final Pattern CONSTANT = Pattern.compile("(?m)^    ([A-Z0-9_]+)\\(\\d{3}, ");

    private final Map<String, String> tests = tests();

    private static Map<String, String> tests() {
        Map<String, String> tests = new HashMap<>();
        try (Stream<Path> modules = Files.list(ProjectTree.root())) {
            for (Path module : modules.toList()) {
                Path sources = module.resolve("src/test/java");
                if (Files.isDirectory(sources)) {
                    read(sources, tests);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tests;
    }

    private static void read(Path sources, Map<String, String> tests) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String name = String.valueOf(file.getFileName());
                tests.put(name.substring(0, name.length() - ".java".length()), Files.readString(file, UTF_8));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docs/threat-model.md",
                "docs/hardening.md",
                "docs/formats.md",
                "docs/sealing.md",
                "docs/job-states.md",
                "docs/queue.md",
                "docs/keys.md",
                "docs/audit.md",
                "README.md"
            })
    void everyTestThatADocumentNamesIsThere(String document) throws IOException {
        String text = Files.readString(ProjectTree.root().resolve(document), UTF_8);

        assertThat(NAMED.matcher(text).results())
                .allSatisfy(
                        named -> assertThat(isThere(named)).as(named.group()).isTrue());
    }

    private boolean isThere(MatchResult named) {
        String source = tests.getOrDefault(named.group(1), "");
        boolean any = named.group(2) == null;
        return any ? !source.isEmpty() : source.matches("(?s).*\\b(void|ArchRule) " + named.group(2) + "\\b.*");
    }

    @Test
    void theThreatModelProvesWhatItClaims() throws IOException {
        String text = Files.readString(ProjectTree.root().resolve("docs/threat-model.md"), UTF_8);

        assertThat(NAMED.matcher(text).results()).hasSizeGreaterThan(20);
    }

    @Test
    void everyCodeHasATest() throws IOException {
        Set<String> codes = codes();

        assertThat(codes)
                .hasSizeGreaterThan(60)
                .allSatisfy(code -> assertThat(tests.values()).as(code).anyMatch(source -> expects(source, code)));
    }

    /** The API's, whose classes are not on this path, and the workers'. */
    private static Set<String> codes() throws IOException {
        Path api = ProjectTree.root().resolve("api/src/main/java/io/darkroom/api/problem/ErrorCode.java");
        Set<String> codes = CONSTANT.matcher(Files.readString(api, UTF_8))
                .results()
                .map(constant -> constant.group(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
        Stream.of(FailureCode.values()).map(FailureCode::wireName).forEach(codes::add);
        return codes;
    }

    /**
     * Whether a test expects it: as all there is between quotes, after a status or a state, as a cell of a table, or by its
     * constant. A mention in passing is no test.
     */
    private static boolean expects(String source, String code) {
        String constant = code.toUpperCase(Locale.ROOT);
        return Pattern.compile("\"(?:\\d{3}|failed[: ])?" + code + "\""
                        + "|(?m)\\| *" + code + " *(?:\\||$)"
                        + "|\\b(?:Error|Failure)Code\\." + constant + "\\b")
                .matcher(source)
                .find();
    }
}
