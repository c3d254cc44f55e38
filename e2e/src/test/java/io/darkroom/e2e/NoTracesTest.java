package io.darkroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.e2e.system.ProjectTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The audit looks into no traces and says that there are none: whoever adds an exporter of them adds a place to it first. */
class NoTracesTest {
    /** OpenTelemetry's API comes along with other libraries; without its SDK it does nothing. */
    private static final Pattern EXPORTER =
            Pattern.compile("opentelemetry-(sdk|exporter)|quarkus-opentelemetry|otlp|tracing|zipkin|jaeger|brave");

    @ParameterizedTest
    @ValueSource(strings = {"api", "worker"})
    void aServiceHasNothingThatCouldExportThem(String service) throws IOException {
        Path libraries = ProjectTree.built(service, "target", "quarkus-app", "lib");

        List<String> names;
        try (Stream<Path> files = Files.walk(libraries)) {
            names = files.map(file -> String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT))
                    .filter(name -> name.endsWith(".jar"))
                    .toList();
        }

        assertThat(names)
                .hasSizeGreaterThan(20)
                .noneMatch(name -> EXPORTER.matcher(name).find());
    }
}
