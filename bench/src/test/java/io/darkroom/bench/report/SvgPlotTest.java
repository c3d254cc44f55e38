package io.darkroom.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.bench.measure.Spread;
import java.util.List;
import org.junit.jupiter.api.Test;

class SvgPlotTest {
    @Test
    void labelsTheAxisWithWholeThousandsAsTheyAre() {
        assertThat(plot(3_483)).contains(">4000<", ">2000<", ">0<");
    }

    @Test
    void labelsTheAxisWithFractionsWithoutZerosAtTheirEnd() {
        assertThat(plot(1.7)).contains(">2<", ">1.5<", ">0.5<");
    }

    private static String plot(double value) {
        Plot.Line line = new Plot.Line("ours", List.of(Spread.of(value)));
        return SvgPlot.of(new Plot("file", "title", "across", "up", List.of("1"), List.of(line)));
    }
}
