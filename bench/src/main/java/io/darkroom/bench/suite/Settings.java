package io.darkroom.bench.suite;

import io.darkroom.bench.peer.PeerFolder;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What a run was asked for, and where it runs.
 *
 * @param home the tree, where {@code pom.xml} lies and the services are built
 * @param rounds so many times everything is measured
 * @param withPeers whether the peers are run
 * @param notices told what is going on
 */
public record Settings(Path home, int rounds, boolean withPeers, Consumer<String> notices) {
    /** The demo model. */
    public Path model() {
        return home.resolve("models/shapes");
    }

    /** Where the peers lie. */
    public PeerFolder peers() {
        return new PeerFolder(home.resolve("bench/peers"), notices);
    }

    /** Threads for one operator, the same for everybody: one for each core. */
    public int threads() {
        return Runtime.getRuntime().availableProcessors();
    }
}
