package io.darkroom.core.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a Redis must be set to before a sealed prompt or picture may enter it: nothing on disk, nothing evicted, no command
 * written down with its values. Both services ask at start and refuse to run otherwise.
 */
public final class RedisSafety {
    private static final Map<String, String> REQUIRED = Map.of(
            "save", "",
            "appendonly", "no",
            "maxmemory-policy", "noeviction",
            "slowlog-log-slower-than", "-1");

    /** A server that does not know the setting does not do it either. */
    private static final Map<String, String> REQUIRED_WHERE_KNOWN = Map.of("crash-log-enabled", "no");

    private RedisSafety() {}

    /**
     * Compares the server's settings with what is required.
     *
     * @param setting the server's value of a setting, empty if it does not tell
     * @return one sentence for each setting that is wrong, naming it; empty if all is well
     */
    public static List<String> objections(Function<String, Optional<String>> setting) {
        List<String> objections = new ArrayList<>();
        REQUIRED.forEach((name, required) -> {
            Optional<String> found = setting.apply(name);
            if (!found.equals(Optional.of(required))) {
                objections.add(objection(name, required, found));
            }
        });
        REQUIRED_WHERE_KNOWN.forEach((name, required) -> {
            Optional<String> found = setting.apply(name);
            if (found.isPresent() && !found.equals(Optional.of(required))) {
                objections.add(objection(name, required, found));
            }
        });
        return objections.stream().sorted().toList();
    }

    private static String objection(String name, String required, Optional<String> found) {
        return "Redis setting \"" + name + "\" must be \"" + required + "\", is "
                + found.map(value -> "\"" + value + "\"").orElse("not readable");
    }
}
