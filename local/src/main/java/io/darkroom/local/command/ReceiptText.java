package io.darkroom.local.command;

import io.darkroom.core.receipt.DeletionReceipt;
import io.darkroom.core.receipt.Holding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A deletion receipt for people. */
final class ReceiptText {
    private static final Map<Holding.Thing, String> THINGS = Map.of(
            Holding.Thing.KEY_PART, "key part",
            Holding.Thing.SEALED_PROMPT, "sealed prompt",
            Holding.Thing.SEALED_SEED, "sealed seed",
            Holding.Thing.SEALED_PICTURE, "sealed picture",
            Holding.Thing.SETTINGS, "settings",
            Holding.Thing.TOMBSTONE, "tombstone");
    private static final Map<Holding.Place, String> PLACES = Map.of(
            Holding.Place.REDIS, "Redis",
            Holding.Place.KAFKA, "Kafka",
            Holding.Place.POSTGRESQL, "PostgreSQL");

    private ReceiptText() {}

    static List<String> lines(DeletionReceipt receipt) {
        List<String> lines = new ArrayList<>();
        lines.add("Job " + receipt.job() + ": " + receipt.state().wireName());
        add(lines, "submitted", receipt.submitted());
        add(lines, "ended", receipt.ended());
        add(lines, "signed", receipt.issued());
        receipt.holdings().forEach(holding -> lines.add(line(holding)));
        return lines;
    }

    private static void add(List<String> lines, String what, @Nullable Instant time) {
        if (time != null) {
            lines.add(String.format(Locale.ROOT, "  %-28s %s", what, time));
        }
    }

    private static String line(Holding holding) {
        String thing = THINGS.get(holding.thing())
                + (holding.number().isPresent() ? " " + holding.number().getAsInt() : "") + " in "
                + PLACES.get(holding.place());
        return String.format(Locale.ROOT, "  %-28s %s", thing, fate(holding));
    }

    private static String fate(Holding holding) {
        return switch (holding.fate()) {
            case DESTROYED -> "destroyed " + holding.at();
            case ABSENT -> "not there " + holding.at();
            case UNREADABLE -> "noise since " + holding.at() + ", gone by " + holding.until() + " at the latest";
            case HELD -> "held until " + holding.until();
            case KEPT -> "kept, as its owner asked";
        };
    }
}
