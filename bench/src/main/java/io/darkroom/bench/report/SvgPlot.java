package io.darkroom.bench.report;

import io.darkroom.bench.measure.Spread;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Draws a {@link Plot} as SVG: lines with dots, the quartiles as bars, each line's name at its end. */
final class SvgPlot {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 400;
    private static final int LEFT = 64;
    private static final int RIGHT = 560;
    private static final int TOP = 48;
    private static final int BOTTOM = 340;
    private static final int LINES = 4;
    private static final int LABEL_HEIGHT = 16;
    private static final String[] COLOURS = {"#0b6e4f", "#c8553d", "#3d5a98", "#8a6d1d", "#6b4c8a", "#5f5f5f"};

    private final Plot plot;
    private final double top;
    private final StringBuilder svg = new StringBuilder();

    private SvgPlot(Plot plot) {
        this.plot = plot;
        top = ceiling(plot.lines().stream()
                .flatMap(line -> line.values().stream())
                .mapToDouble(Spread::high)
                .max()
                .orElse(1));
    }

    static String of(Plot plot) {
        return new SvgPlot(plot).draw();
    }

    /** The next 1, 2, 2.5 or 5 times a power of ten, times a fourth of the axis. */
    private static double ceiling(double highest) {
        double part = Math.max(highest, 1e-9) / LINES;
        double power = Math.pow(10, Math.floor(Math.log10(part)));
        for (double nice : new double[] {1, 2, 2.5, 5}) {
            if (nice * power >= part) {
                return LINES * nice * power;
            }
        }
        return LINES * 10 * power;
    }

    private String draw() {
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"13\">",
                WIDTH, HEIGHT);
        add("<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>");
        text(LEFT, 24, "start", "#222", plot.title());
        axes();
        int[] labels = labelHeights();
        for (int i = 0; i < plot.lines().size(); i++) {
            line(plot.lines().get(i), COLOURS[i % COLOURS.length], labels[i]);
        }
        add("</svg>");
        return svg.toString();
    }

    private void axes() {
        for (int i = 0; i <= LINES; i++) {
            double value = top * i / LINES;
            add("<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/>", LEFT, y(value), RIGHT);
            text(LEFT - 8, y(value) + 4, "end", "#555", label(value));
        }
        for (int i = 0; i < plot.steps().size(); i++) {
            text(x(i), BOTTOM + 20, "middle", "#555", plot.steps().get(i));
        }
        text((LEFT + RIGHT) / 2.0, BOTTOM + 44, "middle", "#222", plot.across());
        text(LEFT, TOP - 8, "start", "#222", plot.up());
    }

    /** Without zeros at the end of a fraction. */
    private static String label(double value) {
        String number = TextTable.number(value);
        return number.contains(".") ? number.replaceAll("\\.?0+$", "") : number;
    }

    private void line(Plot.Line line, String colour, int labelHeight) {
        StringBuilder path = new StringBuilder();
        List<Spread> values = line.values();
        for (int i = 0; i < values.size(); i++) {
            Spread value = values.get(i);
            path.append(String.format(Locale.ROOT, "%s%.1f %.1f", i == 0 ? "M" : "L", x(i), y(value.median())));
            add(
                    "<path d=\"M%.1f %.1fV%.1f\" stroke=\"%s\" stroke-opacity=\"0.5\"/>",
                    x(i), y(value.low()), y(value.high()), colour);
            add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>", x(i), y(value.median()), colour);
        }
        add("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>", path, colour);
        text(RIGHT + 12, labelHeight, "start", colour, line.name());
    }

    /** Beside each line's end, moved apart where they would overlap. */
    private int[] labelHeights() {
        int[] heights = new int[plot.lines().size()];
        List<Integer> fromTheTop = IntStream.range(0, heights.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -end(i)))
                .toList();
        int free = TOP;
        for (int i : fromTheTop) {
            heights[i] = Math.max((int) y(end(i)) + 4, free);
            free = heights[i] + LABEL_HEIGHT;
        }
        return heights;
    }

    private double end(int line) {
        List<Spread> values = plot.lines().get(line).values();
        return values.get(values.size() - 1).median();
    }

    private double x(int step) {
        double part = (double) (RIGHT - LEFT) / plot.steps().size();
        return LEFT + part * (step + 0.5);
    }

    private double y(double value) {
        return BOTTOM - (BOTTOM - TOP) * value / top;
    }

    private void text(double x, double y, String anchor, String colour, String text) {
        String safe = text.replace("&", "&amp;").replace("<", "&lt;");
        add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>", x, y, anchor, colour, safe);
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
