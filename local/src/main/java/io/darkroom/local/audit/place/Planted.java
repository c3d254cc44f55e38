package io.darkroom.local.audit.place;

import io.darkroom.local.audit.search.Canary;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A canary that lies somewhere until it is taken away. */
public final class Planted implements AutoCloseable {
    private final Canary canary;
    private final Set<String> encodings;
    private final AtomicReference<Runnable> removal;

    private Planted(Canary canary, Set<String> encodings, Runnable removal) {
        this.canary = canary;
        this.encodings = Set.copyOf(encodings);
        this.removal = new AtomicReference<>(removal);
    }

    /** A canary in all of its forms. */
    static Planted whole(Canary canary, Runnable removal) {
        return only(canary, form -> true, removal);
    }

    /** A canary in those of its forms that the place can hold. */
    static Planted only(Canary canary, Predicate<Canary.Form> held, Runnable removal) {
        return new Planted(
                canary,
                canary.forms().stream().filter(held).map(Canary.Form::encoding).collect(Collectors.toSet()),
                removal);
    }

    /** A canary in these forms. */
    public static Planted in(Canary canary, Set<String> encodings, Runnable removal) {
        return new Planted(canary, encodings, removal);
    }

    /** What to look for. */
    public Canary canary() {
        return canary;
    }

    /** The forms in which it must be found. */
    public Set<String> encodings() {
        return encodings;
    }

    /** The forms that are not among {@code finds}. */
    public List<String> missed(Set<Find> finds) {
        return encodings.stream()
                .filter(encoding -> finds.stream()
                        .noneMatch(find ->
                                find.canary() == canary && find.encoding().equals(encoding)))
                .sorted()
                .toList();
    }

    /** Takes it away, once. */
    @Override
    public void close() {
        removal.getAndSet(() -> {}).run();
    }
}
