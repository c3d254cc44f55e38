package io.darkroom.bench.queue;

import io.darkroom.bench.peer.NotRun;
import io.darkroom.bench.peer.Peer;
import io.darkroom.bench.suite.Settings;
import java.util.List;
import java.util.Map;

/** The queues that ours is held against. */
enum QueuePeer {
    CELERY("Celery", "celery", "queue_loop.py"),
    BULLMQ("BullMQ", "bullmq", "queue_loop.js");

    private final String label;
    private final String folder;
    private final String program;

    QueuePeer(String label, String folder, String program) {
        this.label = label;
        this.folder = folder;
        this.program = program;
    }

    /** As it is called in the table. */
    String label() {
        return label;
    }

    /**
     * Starts it, workers and all.
     *
     * @param redis address of the Redis it is to use, with the password in it: so it is told in the environment
     */
    Peer start(Settings settings, String redis) throws NotRun {
        return settings.peers().start(folder, program, List.of(), Map.of("REDIS_URL", redis));
    }
}
