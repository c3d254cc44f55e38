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

    /** The steps that each scheduler can take, where they are not all from 1 to {@code most}. */
    Map<String, StepRange> stepRanges(int most) {
        Map<String, StepRange> ranges = new LinkedHashMap<>();
        byName.forEach((name, scheduler) -> {
            int min = 1;
            while (min < most && !plans(scheduler, min)) {
                min++;
            }
            int max = most;
            while (max > min && !plans(scheduler, max)) {
                max--;
            }
            if (min > 1 || max < most) {
                ranges.put(name, new StepRange(min, max));
            }
        });
        return ranges;
    }

    private static boolean plans(Scheduler scheduler, int steps) {
        try {
            scheduler.plan(steps).erase();
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    Scheduler get(String name) {
        Scheduler scheduler = byName.get(name);
        if (scheduler == null) {
            throw new IllegalArgumentException("scheduler must be one of " + names());
        }
        return scheduler;
    }
}
