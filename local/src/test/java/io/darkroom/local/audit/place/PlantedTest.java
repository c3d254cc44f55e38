package io.darkroom.local.audit.place;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.local.audit.search.Canary;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlantedTest {
    private final Canary canary = Canary.planted();
    private final Planted planted = Planted.in(canary, Set.of("UTF-8", "URL"), () -> {});

    @Test
    void tellsTheFormsThatWereNotFound() {
        assertThat(planted.missed(Set.of(find("a", "UTF-8"), find("a", "URL")))).isEmpty();
        assertThat(planted.missed(Set.of(find("a", "UTF-8")))).containsExactly("URL");
        assertThat(planted.missed(Set.of())).containsExactly("no form at all");
    }

    @Test
    void takesNoOtherCanaryForItsOwn() {
        Find other = new Find("files", "a", Canary.planted(), "UTF-8");

        assertThat(planted.missed(Set.of(other, find("a", "URL")))).containsExactly("UTF-8");
    }

    @Test
    void tellsThePartsThatNothingWasFoundIn() {
        Planted inBoth = planted.alsoIn("the log", "log"::equals).alsoIn("tables", "table"::equals);

        assertThat(inBoth.missed(Set.of(find("log", "UTF-8"), find("log", "URL"))))
                .containsExactly("tables");
        assertThat(inBoth.missed(Set.of(find("log", "UTF-8"), find("table", "URL"))))
                .isEmpty();
    }

    private Find find(String where, String encoding) {
        return new Find("files", where, canary, encoding);
    }
}
