package io.darkroom.bench.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatenciesTest {
    @ParameterizedTest
    @CsvSource({"1, 105", "3, 35", "4, 27", "7, 15", "20, 15"})
    void hasEnoughPicturesForAP99HoweverFewTheRounds(int rounds, int jobs) {
        assertThat(Latencies.jobsARound(rounds)).isEqualTo(jobs);
    }
}
