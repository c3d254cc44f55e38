package io.darkroom.worker.sweep;

import static org.assertj.core.api.Assertions.assertThat;

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
    void hasAStableForm() {
        assertThat(new Mark(5, false)).hasToString("5");
        assertThat(new Mark(5, true)).hasToString("5 covered");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "covered", "5 ", "5 open", "99999999999999999999"})
    void isNoneIfItCannotBeRead(String text) {
        assertThat(Mark.parse(text)).isEmpty();
    }
}
