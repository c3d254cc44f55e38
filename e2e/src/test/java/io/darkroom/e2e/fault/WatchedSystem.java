package io.darkroom.e2e.fault;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** One system that can be broken for all tests of a class; each begins with every worker at work, and a history of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WatchedSystem {
    final FaultySystem faulty;
    History history;

    WatchedSystem(FaultySystem faulty) {
        this.faulty = faulty;
        history = History.of(faulty.system());
    }

    @BeforeEach
    void watch() {
        faulty.awaitWorkers();
        history.close();
        history = History.of(faulty.system());
    }

    @AfterEach
    void endWatch() {
        history.close();
    }

    @AfterAll
    void stop() {
        faulty.close();
    }
}
