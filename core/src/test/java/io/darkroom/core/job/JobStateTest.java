package io.darkroom.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class JobStateTest {
    @Test
    void isReadByItsWireName() {
        assertThat(JobState.all())
                .allSatisfy(state ->
                        assertThat(JobState.ofWireName(state.wireName())).isSameAs(state));
        assertThatThrownBy(() -> JobState.ofWireName("QUEUED")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyMoveLeavesTheStateThatMakesIt() {
        assertThat(JobState.all())
                .allSatisfy(state -> assertThat(state.moves())
                        .allSatisfy(move -> assertThat(move.from()).isSameAs(state)));
    }

    @Test
    void nothingIsDrawnAfterTheEnd() {
        assertThat(JobState.all())
                .filteredOn(JobState::isFinal)
                .allSatisfy(state ->
                        assertThat(state.moves()).extracting(JobState.Move::to).isSubsetOf(JobState.CANCELLED));
    }

    @Test
    void anyJobMayBeDeletedOnce() {
        assertThat(JobState.all())
                .filteredOn(state -> state.moves().stream().noneMatch(move -> move.to() == JobState.CANCELLED))
                .containsExactly(JobState.CANCELLED);
    }
}
