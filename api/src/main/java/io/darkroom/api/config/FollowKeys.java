package io.darkroom.api.config;

import io.darkroom.core.crypto.KeyWatch;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/** Has this service follow its key files, and says which keys it goes by: ids and thumbprints, no more. */
@ApplicationScoped
public class FollowKeys implements KeyWatch.Listener {
    private static final Logger LOG = Logger.getLogger(FollowKeys.class);

    private final KeyConfig config;
    private final MeterRegistry registry;
    private final KeyWatch watch;
    private final Map<String, LongAdder> looks = new ConcurrentHashMap<>();

    /** Counts in {@code registry}. */
    public FollowKeys(Keys keys, KeyConfig config, MeterRegistry registry) {
        this.config = config;
        this.registry = registry;
        this.watch = new KeyWatch(this, keys.files());
    }

    /** Begins, with the keys of now. */
    public void start() {
        if (config.lookEvery().toMillis() < 1) {
            throw new StartRefused("darkroom.keys.look-every must be above 0");
        }
        for (String use : List.of("worker", "delivery", "storage")) {
            register(use, "changed");
            register(use, "broken");
        }
        watch.start(config.lookEvery());
    }

    @Override
    public void changed(String use, List<String> changes) {
        LOG.infof("Keys of %s: %s", use, String.join(", ", changes));
        looks(use, "changed").increment();
    }

    @Override
    public void broken(String use, String reason, boolean first) {
        if (first) {
            LOG.errorf("Keys of %s stay as they are: %s", use, reason);
        }
        looks(use, "broken").increment();
    }

    private void register(String use, String found) {
        FunctionCounter.builder("darkroom.keys.looks", looks(use, found), LongAdder::sum)
                .description("Looks at key files that found other keys than before, or none that can be used")
                .tag("use", use)
                .tag("found", found)
                .register(registry);
    }

    /** Counted here, since the first keys are found before the registry counts. */
    private LongAdder looks(String use, String found) {
        return looks.computeIfAbsent(use + " " + found, none -> new LongAdder());
    }

    @PreDestroy
    void stop() {
        watch.close();
    }
}
