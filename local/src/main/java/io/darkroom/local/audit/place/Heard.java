package io.darkroom.local.audit.place;

import io.darkroom.local.audit.search.Canary;
import io.darkroom.local.audit.search.Search;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * What a server said to the audit, word for word: answers with their headers, or streams of events. Thread-safe. To prove that
 * it is heard, a server of the audit's own is asked in the same way.
 */
public final class Heard implements Place {
    private final String name;
    private final String type;
    private final Consumer<URI> ask;
    private final List<Saying> sayings = new CopyOnWriteArrayList<>();

    /**
     * Nothing yet.
     *
     * @param type what the server of the audit's own sends, such as {@code text/plain}
     * @param ask asks an address in the way that the sayings of this place come about
     */
    public Heard(String name, String type, Consumer<URI> ask) {
        this.name = name;
        this.type = type;
        this.ask = ask;
    }

    /** Keeps what was said. */
    public void keep(String where, byte[] octets) {
        sayings.add(new Saying(where, octets));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Plant> plants() {
        return List.of(new Answer());
    }

    @Override
    public void search(Search search, Findings findings) {
        sayings.forEach(saying -> findings.found(name, saying.where, search.in(saying.octets)));
    }

    private record Saying(String where, byte[] octets) {}

    /** An answer of a server that says what was planted, in its header and in its body. */
    private final class Answer implements Plant {
        @Override
        public String what() {
            return "an answer of a server of the audit's own";
        }

        @Override
        public Planted put() {
            Canary canary = Canary.planted();
            int before = sayings.size();
            try (SayingServer server = SayingServer.of(canary, type)) {
                ask.accept(server.url());
            }
            return Planted.whole(canary, () -> {
                while (sayings.size() > before) {
                    sayings.remove(before);
                }
            });
        }
    }
}
