package io.darkroom.worker.announce;

import jakarta.inject.Singleton;
import java.util.UUID;

/** This worker's name, new at each start. */
@Singleton
public class WorkerId {
    private final String value = UUID.randomUUID().toString();

    /** The name as it is announced. */
    public String value() {
        return value;
    }
}
