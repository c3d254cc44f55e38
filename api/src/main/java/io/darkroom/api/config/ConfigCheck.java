package io.darkroom.api.config;

import io.darkroom.core.wire.Retention;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Looks at values that have the right type and still make no sense, before anything starts with them. */
public final class ConfigCheck {
    private final List<String> objections = new ArrayList<>();

    private ConfigCheck() {}

    /** One sentence for each value that is wrong, naming its property and its limit; empty if all is well. */
    public static List<String> objections(ApiConfig api, AdmissionConfig admission) {
        ConfigCheck check = new ConfigCheck();
        check.atLeast("max-images", api.maxImages(), 1);
        check.atLeastASecond("ttl", api.ttl());
        check.atLeastASecond("deadline", api.deadline());
        check.notAbove("ttl", api.ttl(), "max-ttl", api.maxTtl());
        check.notAbove("deadline", api.deadline(), "max-deadline", api.maxDeadline());
        check.object(
                api.maxDeadline().compareTo(Retention.LONGEST_DEADLINE) > 0,
                "max-deadline",
                "at most " + Retention.LONGEST_DEADLINE);
        check.object(api.maxTtl().compareTo(Retention.LONGEST_TTL) > 0, "max-ttl", "at most " + Retention.LONGEST_TTL);
        check.atLeastASecond("max-prefer-wait", api.maxPreferWait());
        check.atLeastASecond("reader-patience", api.readerPatience());
        check.atLeastASecond("max-wait", admission.maxWait());
        check.atLeast("max-in-flight", admission.maxInFlight(), 1);
        check.atLeast("work-per-minute", admission.workPerMinute(), 1);
        check.atLeast("work-at-once", admission.workAtOnce(), 1);
        check.share("memory-high-water", admission.memoryHighWater());
        return check.objections;
    }

    private void atLeast(String property, long value, long least) {
        object(value < least, property, "at least " + least);
    }

    private void atLeastASecond(String property, Duration value) {
        object(value.toSeconds() < 1, property, "at least PT1S");
    }

    private void notAbove(String property, Duration value, String other, Duration most) {
        object(value.compareTo(most) > 0, property, "at most darkroom.api." + other);
    }

    private void share(String property, double value) {
        object(!(value > 0 && value <= 1), property, "above 0 and at most 1");
    }

    private void object(boolean wrong, String property, String limit) {
        if (wrong) {
            objections.add("darkroom.api." + property + " must be " + limit);
        }
    }
}
