package io.darkroom.local.audit.place;

import io.darkroom.local.audit.search.Canary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A canary that lies somewhere until it is taken away. */
public final class Planted implements AutoCloseable {
    private final Canary canary;
    private final Set<String> encodings;
    private final Map<String, Predicate<String>> parts;
    private final AtomicReference<Runnable> removal;

    private Planted(
            Canary canary,
            Set<String> encodings,
            Map<String, Predicate<String>> parts,
            AtomicReference<Runnable> removal) {
        this.canary = canary;
        this.encodings = Set.copyOf(encodings);
        this.parts = Map.copyOf(parts);
        this.removal = removal;
    }

    /** A canary in all of its forms. */
    static Planted whole(Canary canary, Runnable removal) {
        return only(canary, form -> true, removal);
    }

    /** A canary in those of its forms that the place can hold. */
    static Planted only(Canary canary, Predicate<Canary.Form> held, Runnable removal) {
        return in(
                canary,
                canary.forms().stream().filter(held).map(Canary.Form::encoding).collect(Collectors.toSet()),
                removal);
    }

    /** A canary in these forms. */
    public static Planted in(Canary canary, Set<String> encodings, Runnable removal) {
        return new Planted(canary, encodings, Map.of(), new AtomicReference<>(removal));
    }

    /**
     * The same, of which something must be found in this part of the place too.
     *
     * @param where told where a find is, whether that is in the part
     */
    Planted alsoIn(String part, Predicate<String> where) {
        Map<String, Predicate<String>> all = new HashMap<>(parts);
        all.put(part, where);
        return new Planted(canary, encodings, all, removal);
    }

    /** What to look for. */
    public Canary canary() {
        return canary;
    }

    /** The forms in which it must be found. */
    public Set<String> encodings() {
        return encodings;
    }

    /** The forms that are not among {@code finds}, and the parts of the place that none of them is in. */
    public List<String> missed(Set<Find> finds) {
        List<Find> own = finds.stream().filter(find -> find.canary() == canary).toList();
        List<String> forms = encodings.stream()
                .filter(encoding ->
                        own.stream().noneMatch(find -> find.encoding().equals(encoding)))
                .sorted()
                .toList();
        if (forms.size() == encodings.size()) {
            return List.of("no form at all");
        }
        Stream<String> empty = parts.entrySet().stream()
                .filter(part -> own.stream().map(Find::where).noneMatch(part.getValue()))
                .map(Map.Entry::getKey)
                .sorted();
        return Stream.concat(forms.stream(), empty).toList();
    }

    /** Takes it away, once. */
    @Override
    public void close() {
        removal.getAndSet(() -> {}).run();
    }
}
