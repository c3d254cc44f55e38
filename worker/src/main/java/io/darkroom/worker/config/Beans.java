package io.darkroom.worker.config;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Objects that are not ours to annotate. */
@Singleton
public class Beans {
    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }
}
