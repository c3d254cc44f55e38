package io.darkroom.bench.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.darkroom.bench.measure.Pool;
import io.darkroom.bench.measure.Spread;
import org.jspecify.annotations.Nullable;

/**
 * A line of the table: a figure of ours, and most often the same of another.
 *
 * @param what is measured
 * @param unit of both figures
 * @param ours null if nothing was measured
 * @param against who the other is; null if our figure stands alone
 * @param theirs null if nothing was measured
 * @param ratio ours / theirs, round by round or of the same rounds together
 * @param target for the ratio, or without one for our figure; null if there is none
 * @param notRun why there are no figures; null if there are
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Row(
        String what,
        String unit,
        @Nullable Spread ours,
        @Nullable String against,
        @Nullable Spread theirs,
        @Nullable Spread ratio,
        @Nullable Target target,
        @Nullable String notRun) {

    /** Two contestants of the same rounds. */
    public static Row of(String what, String unit, double[] ours, String against, double[] theirs) {
        return new Row(
                what, unit, Spread.of(ours), against, Spread.of(theirs), Spread.ofRatios(ours, theirs), null, null);
    }

    /** A quantile of all samples of the same rounds. */
    public static Row ofQuantile(String what, String unit, double share, Pool ours, String against, Pool theirs) {
        Spread ratio = ours.ratio(share, theirs);
        return new Row(what, unit, ours.quantile(share), against, theirs.quantile(share), ratio, null, null);
    }

    /** A figure that stands alone. */
    public static Row of(String what, String unit, double... ours) {
        return new Row(what, unit, Spread.of(ours), null, null, null, null, null);
    }

    /** A comparison that could not be made. */
    public static Row notRun(String what, String against, String reason) {
        return new Row(what, "", null, against, null, null, null, reason);
    }

    /** The same with a target. */
    public Row meant(Target limit) {
        return new Row(what, unit, ours, against, theirs, ratio, limit, notRun);
    }

    /** Whether the target is met by the median; null without target or figure. */
    @JsonProperty
    public @Nullable Boolean met() {
        Spread figure = ratio != null ? ratio : ours;
        return target == null || figure == null ? null : target.isMetBy(figure.median());
    }
}
