package io.darkroom.worker.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ResidueTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final int KIB = 1 << 10;

    private Residue residue = Residue.first(300 * KIB, NOON);

    @Test
    void isUnknownWhereNobodyRemembersAnything() {
        assertThat(residue.gone()).isEmpty();
        assertThat(residue.isNone()).isFalse();
    }

    @Test
    void isNoneOnceTheDiskHoldsNoMoreThanAnEmptyRecord() {
        found(68, 1);

        assertThat(residue.isNone()).isTrue();
        assertThat(residue.gone()).contains(NOON.plusSeconds(1));
    }

    @Test
    void isGoneOnceMoreHasComeThanIsThere() {
        found(500 * KIB, 1);
        found(700 * KIB, 2);
        assertThat(residue.gone()).isEmpty();

        found(400 * KIB, 3);

        assertThat(residue.gone()).contains(NOON);
        assertThat(residue.since()).isEqualTo(NOON.plusSeconds(3));
    }

    @Test
    void mayBeThereStillWhenTheLogHasOnlyShrunk() {
        found(200 * KIB, 1);
        found(KIB, 2);

        assertThat(residue.gone()).isEmpty();
    }

    @Test
    void staysGoneWhileMoreComes() {
        found(68, 1);
        found(5 * KIB, 2);
        found(9 * KIB, 3);

        assertThat(residue.isNone()).isFalse();
        assertThat(residue.gone()).contains(NOON.plusSeconds(1));
    }

    private void found(long octets, int second) {
        residue = residue.next(octets, NOON.plusSeconds(second));
    }
}
