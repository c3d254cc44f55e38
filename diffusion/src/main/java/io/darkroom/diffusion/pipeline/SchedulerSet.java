package io.darkroom.diffusion.pipeline;

import io.darkroom.diffusion.model.ModelException;
import io.darkroom.diffusion.model.ModelFolder;
import io.darkroom.diffusion.scheduler.Scheduler;
import io.darkroom.diffusion.scheduler.SchedulerConfig;
import io.darkroom.diffusion.scheduler.Schedulers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The schedulers that one model can be drawn with, made once. Thread-safe. */
final class SchedulerSet {
    private final String defaultName;
    private final int trainSteps;
    private final Map<String, Scheduler> byName = new LinkedHashMap<>();

    /** Makes all that can follow the configuration; the model's own must be among them, since none may stand in for it. */
    SchedulerSet(SchedulerConfig config) {
        try {
            defaultName = Schedulers.nameOf(config);
            trainSteps = Schedulers.trainSteps(config);
            byName.put(defaultName, Schedulers.create(defaultName, config));
        } catch (IllegalArgumentException e) {
            throw new ModelException(ModelFolder.SCHEDULER_FILE, String.valueOf(e.getMessage()));
        }
        for (String name : Schedulers.names()) {
            if (!name.equals(defaultName)) {
                addIfPossible(name, config);
            }
        }
    }

    private void addIfPossible(String name, SchedulerConfig config) {
        try {
            byName.put(name, Schedulers.create(name, config));
        } catch (IllegalArgumentException e) {
            // It asks for something that this algorithm does not do; the model is drawn with the others.
        }
    }

    String defaultName() {
        return defaultName;
    }

    int trainSteps() {
        return trainSteps;
    }

    /** The names in their usual order. */
    List<String> names() {
        return Schedulers.names().stream().filter(byName::containsKey).toList();
    }

    Scheduler get(String name) {
        Scheduler scheduler = byName.get(name);
        if (scheduler == null) {
            throw new IllegalArgumentException("scheduler must be one of " + names());
        }
        return scheduler;
    }
}
