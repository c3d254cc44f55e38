package io.darkroom.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void alignsItsColumnsAndTellsTheVerdict() {
        Report report = new Report(
                "engine",
                "pictures",
                List.of(
                        Row.of("1 in flight", "pictures/s", new double[] {2, 2}, "a loop", new double[] {1, 4})
                                .meant(Target.atLeast(1.5)),
                        Row.of("garbage", "KiB", 12.34).meant(Target.atMost(64)),
                        Row.notRun("pictures", "torch", "python3 is missing")),
                List.of("a note"),
                List.of());

        assertThat(String.join("\n", TextTable.of(report))).isEqualTo("""
                        engine: pictures

                        | what        |            ours | against |          theirs | ours / theirs | quartiles |   target |                    |
                        |-------------|----------------:|---------|----------------:|--------------:|----------:|---------:|--------------------|
                        | 1 in flight | 2.00 pictures/s | a loop  | 2.50 pictures/s |          1.25 | 0.88–1.63 |  >= 1.50 | not met            |
                        | garbage     |        12.3 KiB |         |                 |               |           | <= 64.00 | met                |
                        | pictures    |                 | torch   |                 |       not run |           |          | python3 is missing |

                        - a note""");
    }

    @Test
    void writesThreeDigitsThatCount() {
        assertThat(List.of(0.0, 0.0000123, 0.00123, 0.5, 1.234, 12.34, 123.4, 12345.6))
                .extracting(TextTable::number)
                .containsExactly("0.00", "0.000012", "0.0012", "0.50", "1.23", "12.3", "123", "12346");
    }
}
