package io.darkroom.core.receipt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.darkroom.core.job.JobId;
import io.darkroom.core.job.JobState;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A receipt as JSON: {@code iat} in seconds since 1970, as in a JWT (RFC 7519), all other times as in RFC 3339, in UTC.
 *
 * <pre>
 * {"iat": …, "jid": …, "state": …, "submitted_at": …, "ended_at": …,
 *  "held": [{"what": …, "where": …, "number": …, "state": …, "at": …, "until": …}, …]}
 * </pre>
 */
public final class ReceiptJson {
    private static final String STATE = "state";
    private static final JsonMapper JSON = new JsonMapper();

    private ReceiptJson() {}

    /** Writes it. */
    public static String write(DeletionReceipt receipt) {
        ObjectNode json = JSON.createObjectNode()
                .put("iat", receipt.issued().getEpochSecond())
                .put("jid", receipt.job().toString())
                .put(STATE, receipt.state().wireName());
        put(json, "submitted_at", receipt.submitted());
        put(json, "ended_at", receipt.ended());
        receipt.holdings()
                .forEach(holding -> write(holding, json.withArray("held").addObject()));
        return json.toString();
    }

    private static void write(Holding holding, ObjectNode json) {
        json.put("what", holding.thing().wireName())
                .put("where", holding.place().wireName());
        holding.number().ifPresent(number -> json.put("number", number));
        json.put(STATE, holding.fate().wireName());
        put(json, "at", holding.at());
        put(json, "until", holding.until());
    }

    private static void put(ObjectNode json, String member, @Nullable Instant time) {
        if (time != null) {
            json.put(member, time.toString());
        }
    }

    /**
     * Reads it; members that it does not know are passed over.
     *
     * @throws IOException if it is no receipt
     */
    public static DeletionReceipt read(String text) throws IOException {
        try {
            JsonNode json = JSON.readTree(text);
            List<Holding> holdings = new ArrayList<>();
            for (JsonNode holding : json.path("held")) {
                holdings.add(holding(holding));
            }
            return new DeletionReceipt(
                    JobId.parse(json.path("jid").asText()).orElseThrow(ReceiptJson::noReceipt),
                    JobState.ofWireName(json.path(STATE).asText()),
                    Instant.ofEpochSecond(json.path("iat").longValue()),
                    time(json, "submitted_at"),
                    time(json, "ended_at"),
                    holdings);
        } catch (JsonProcessingException | DateTimeException | IllegalArgumentException e) {
            throw noReceipt();
        }
    }

    private static Holding holding(JsonNode json) {
        JsonNode number = json.path("number");
        return new Holding(
                Holding.Thing.valueOf(name(json, "what")),
                Holding.Place.valueOf(name(json, "where")),
                number.isInt() ? OptionalInt.of(number.intValue()) : OptionalInt.empty(),
                Holding.Fate.valueOf(name(json, STATE)),
                time(json, "at"),
                time(json, "until"));
    }

    private static String name(JsonNode json, String member) {
        return json.path(member).asText().toUpperCase(Locale.ROOT);
    }

    private static @Nullable Instant time(JsonNode json, String member) {
        return json.has(member) ? Instant.parse(json.path(member).asText()) : null;
    }

    private static IOException noReceipt() {
        return new IOException("not a deletion receipt");
    }
}
