package io.darkroom.core.wire;

import io.darkroom.core.job.Lane;
import java.util.regex.Pattern;

/**
 * Names on Kafka. A record on a jobs topic has the job id as its key, the sealed prompt without its key part as its value
 * (ASCII), a {@link KeyPartDigest} as a header and nothing else: what it holds is worth nothing by itself.
 */
public final class Topics {
    private static final Pattern MODEL = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

    private Topics() {}

    /** The topic, and the share group of the same name, in which jobs for {@code model} wait. */
    public static String jobs(String model, Lane lane) {
        return "darkroom.jobs." + model + "." + lane.wireName();
    }

    /** Whether {@code name} can name a model: 1..63 of {@code a-z 0-9 . _ -}, the first a letter or digit. */
    public static boolean isModelName(String name) {
        return MODEL.matcher(name).matches();
    }
}
