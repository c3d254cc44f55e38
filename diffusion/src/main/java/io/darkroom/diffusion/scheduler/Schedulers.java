package io.darkroom.diffusion.scheduler;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The schedulers by the name that a request gives. */
public final class Schedulers {
    private static final String KARRAS = "use_karras_sigmas";

    private static final List<Entry> ENTRIES = List.of(
            new Entry("ddim", "DDIMScheduler", DdimScheduler::new),
            new Entry("ddpm", "DDPMScheduler", DdpmScheduler::new),
            new Entry("pndm", "PNDMScheduler", PndmScheduler::new),
            new Entry("lms", "LMSDiscreteScheduler", LmsScheduler::new),
            variant("lms-karras", LmsScheduler::new, config -> config.with(KARRAS, true)),
            new Entry("euler", "EulerDiscreteScheduler", EulerScheduler::new),
            variant("euler-karras", EulerScheduler::new, config -> config.with(KARRAS, true)),
            variant("euler-exponential", EulerScheduler::new, config -> config.with("use_exponential_sigmas", true)),
            new Entry("euler-a", "EulerAncestralDiscreteScheduler", EulerAncestralScheduler::new),
            new Entry("heun", "HeunDiscreteScheduler", HeunScheduler::new),
            variant("heun-karras", HeunScheduler::new, config -> config.with(KARRAS, true)),
            new Entry("dpm2", "KDPM2DiscreteScheduler", Dpm2Scheduler::new),
            new Entry("dpm2-a", "KDPM2AncestralDiscreteScheduler", Dpm2AncestralScheduler::new),
            new Entry("dpm++2m", "DPMSolverMultistepScheduler", DpmSolverMultistepScheduler::new),
            variant("dpm++2m-karras", DpmSolverMultistepScheduler::new, config -> config.with(KARRAS, true)),
            variant("dpm++2m-sde", DpmSolverMultistepScheduler::new, Schedulers::stochastic),
            variant(
                    "dpm++2m-sde-karras",
                    DpmSolverMultistepScheduler::new,
                    config -> stochastic(config).with(KARRAS, true)),
            new Entry("dpm++-singlestep", "DPMSolverSinglestepScheduler", DpmSolverSinglestepScheduler::new),
            new Entry("unipc", "UniPCMultistepScheduler", UniPcScheduler::new),
            variant("unipc-karras", UniPcScheduler::new, config -> config.with(KARRAS, true)),
            new Entry("deis", "DEISMultistepScheduler", DeisScheduler::new),
            new Entry("lcm", "LCMScheduler", LcmScheduler::new),
            new Entry("tcd", "TCDScheduler", TcdScheduler::new));

    private Schedulers() {}

    /** One scheduler: its name, the diffusers class whose models it draws by default (or none), and how it is made. */
    private record Entry(String name, String className, Function<SchedulerConfig, Scheduler> maker) {}

    /** A scheduler whose name says something that its class leaves to the configuration. */
    private static Entry variant(
            String name, Function<SchedulerConfig, Scheduler> maker, UnaryOperator<SchedulerConfig> said) {
        return new Entry(name, "", maker.compose(said));
    }

    private static SchedulerConfig stochastic(SchedulerConfig config) {
        return config.with("algorithm_type", "sde-dpmsolver++");
    }

    /** All names, in the order in which they are shown. */
    public static List<String> names() {
        return ENTRIES.stream().map(Entry::name).toList();
    }

    /**
     * Makes the scheduler called {@code name} for a model.
     *
     * @param name one of {@link #names}, or one that other services' clients send, such as "Euler a"
     * @param config the model's own configuration, whichever scheduler it was written for
     * @throws IllegalArgumentException if there is none of that name, or the configuration asks for something that this
     *     scheduler does not do; the message then starts with the key
     */
    public static Scheduler create(String name, SchedulerConfig config) {
        String resolved = SchedulerAliases.resolve(name);
        for (Entry entry : ENTRIES) {
            if (entry.name().equals(resolved)) {
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
        List<String> classNames = new ArrayList<>();
        for (Entry entry : ENTRIES) {
            if (entry.className().isEmpty()) {
                continue;
            }
            if (entry.className().equals(className)) {
                return entry.name();
            }
            classNames.add(entry.className());
        }
        throw config.unsupported("_class_name", "one of " + String.join(", ", classNames));
    }

    /** Number of timesteps that the model was trained with, the most steps that a run may take. */
    public static int trainSteps(SchedulerConfig config) {
        return Betas.trainSteps(config);
    }
}
