package io.darkroom.bench.soak;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How large the parts are, looked at now and then. Thread-safe. */
final class Growth {
    private final Map<String, List<Size>> sizes = new LinkedHashMap<>();

    /** Notes the size of a part; a part that is away at the moment is taken to be what it was. */
    synchronized void note(String part, Optional<Size> size) {
        List<Size> series = sizes.computeIfAbsent(part, unknown -> new ArrayList<>());
        size.or(() -> series.isEmpty() ? Optional.empty() : Optional.of(series.get(series.size() - 1)))
                .ifPresent(series::add);
    }

    /** The parts that there is a size of. */
    synchronized Set<String> parts() {
        Set<String> parts = new TreeSet<>();
        sizes.forEach((part, series) -> {
            if (!series.isEmpty()) {
                parts.add(part);
            }
        });
        return parts;
    }

    /** The sizes of a part, first to last. */
    synchronized List<Size> of(String part) {
        return List.copyOf(sizes.getOrDefault(part, List.of()));
    }

    /** What became of the size of that process of a part which lived longest; empty if none lived long enough to tell. */
    synchronized Optional<Trend> trend(String part) {
        Map<Long, List<Size>> lives = of(part).stream().collect(Collectors.groupingBy(Size::pid));
        return lives.values().stream().max(Comparator.comparingInt(List::size)).flatMap(Trend::of);
    }

    /** The parts that have grown more than they may. */
    synchronized Set<String> grown() {
        Set<String> grown = parts();
        grown.removeIf(part -> trend(part).map(Trend::isFlat).orElse(true));
        return grown;
    }

    /** How often the part was replaced by a new process. */
    synchronized long replacements(String part) {
        return sizes.getOrDefault(part, List.of()).stream()
                        .mapToLong(Size::pid)
                        .distinct()
                        .count()
                - 1;
    }
}
