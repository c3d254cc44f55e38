package io.darkroom.diffusion.scheduler;

import java.util.List;
import java.util.function.Function;

/** The schedulers by the name that a request gives. */
public final class Schedulers {
    private static final List<Entry> ENTRIES = List.of(
            new Entry("ddim", "DDIMScheduler", DdimScheduler::new),
            new Entry("euler", "EulerDiscreteScheduler", EulerScheduler::new),
            new Entry("dpm++2m", "DPMSolverMultistepScheduler", DpmSolverMultistepScheduler::new));

    private Schedulers() {}

    /** One scheduler: its name, the diffusers class it follows, and how it is made. */
    private record Entry(String name, String className, Function<SchedulerConfig, Scheduler> maker) {}

    /** All names, in the order in which they are shown. */
    public static List<String> names() {
        return ENTRIES.stream().map(Entry::name).toList();
    }

    /**
     * Makes the scheduler called {@code name} for a model.
     *
     * @param config the model's own configuration, whichever scheduler it was written for
     * @throws IllegalArgumentException if there is none of that name, or the configuration asks for something that this
     *     scheduler does not do; the message then starts with the key
     */
    public static Scheduler create(String name, SchedulerConfig config) {
        for (Entry entry : ENTRIES) {
            if (entry.name().equals(name)) {
                return entry.maker().apply(config);
            }
        }
        throw new IllegalArgumentException("scheduler must be one of " + String.join(", ", names()));
    }

    /**
     * Name of the scheduler that a model's configuration was written for.
     *
     * @throws IllegalArgumentException if its {@code _class_name} is missing or not among ours
     */
    public static String nameOf(SchedulerConfig config) {
        String className = config.text("_class_name", "");
        for (Entry entry : ENTRIES) {
            if (entry.className().equals(className)) {
                return entry.name();
            }
        }
        throw config.unsupported(
                "_class_name",
                "one of "
                        + String.join(
                                ", ", ENTRIES.stream().map(Entry::className).toList()));
    }

    /** Number of timesteps that the model was trained with, the most steps that a run may take. */
    public static int trainSteps(SchedulerConfig config) {
        return Betas.trainSteps(config);
    }
}
