package io.darkroom.worker.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkTest {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isReadAsItWasWritten(boolean covered) {
        Mark mark = new Mark(1234567890123L, covered);

        assertThat(Mark.parse(mark.toString())).contains(mark);
    }

    @Test
    void isReadWithWhatIsOnTheDisk() {
        Residue residue = Residue.first(1234, Instant.ofEpochMilli(1700000000123L));
        Mark unknown = new Mark(5, true, Optional.of(residue));
        Mark known = new Mark(5, false, Optional.of(residue.next(0, Instant.ofEpochMilli(1700000000456L))));

        assertThat(Mark.parse(unknown.toString())).contains(unknown);
        assertThat(Mark.parse(known.toString())).contains(known);
    }

    @Test
    void hasAStableForm() {
        assertThat(new Mark(5, false)).hasToString("5");
        assertThat(new Mark(5, true)).hasToString("5 covered");
        assertThat(new Mark(5, true, Optional.of(Residue.first(68, Instant.ofEpochMilli(7)))))
                .hasToString("5 covered residue 68 0 7 7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "covered", "5 ", "5 open", "99999999999999999999"})
    void isNoneIfItCannotBeRead(String text) {
        assertThat(Mark.parse(text)).isEmpty();
    }
}
