package io.darkroom.bench.report;

import java.util.Locale;

/**
 * What a row is meant to reach.
 *
 * @param atLeast whether more is better; less is, otherwise
 * @param value the limit
 */
public record Target(boolean atLeast, double value) {
    /** More is better. */
    public static Target atLeast(double value) {
        return new Target(true, value);
    }

    /** Less is better. */
    public static Target atMost(double value) {
        return new Target(false, value);
    }

    boolean isMetBy(double measured) {
        return atLeast ? measured >= value : measured <= value;
    }

    @Override
    public String toString() {
        return (atLeast ? ">= " : "<= ") + String.format(Locale.ROOT, "%.2f", value);
    }
}
