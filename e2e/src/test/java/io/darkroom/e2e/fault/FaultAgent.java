package io.darkroom.e2e.fault;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.none;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;
import static net.bytebuddy.matcher.ElementMatchers.takesNoArguments;

import java.lang.instrument.Instrumentation;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;

/**
 * Loaded into a worker's JVM, it makes jobs with certain numbers of steps break the worker, every call of the U-Net take its
 * time, connections to Kafka end, and the clock go wrong. The bodies of the advices become part of the methods they are
 * about, so they may use the JDK alone, and no other class in their signatures.
 */
public final class FaultAgent {
    /** A job of so many steps ends the process as a crash in native code does. */
    public static final int CRASHING = 131;

    /** With this exit code. */
    public static final int CRASHED = 134;

    /** A U-Net call that a picture of so many steps is in never comes back, whatever it is told. */
    public static final int HANGING = 132;

    /** A job of so many steps finds no memory. */
    public static final int TOO_LARGE = 133;

    /** Property: how much longer a call of the U-Net takes, or a picture that nobody draws, in milliseconds. */
    public static final String STEP_MILLIS = "darkroom.fault.step-millis";

    /** Property: a folder; while a file with the name of a worker is in it, this worker's connections to Kafka end. */
    public static final String CUT = "darkroom.fault.cut";

    /** Property: the worker whose clock is ten minutes ahead. */
    public static final String CLOCK_AHEAD = "darkroom.fault.clock-ahead";

    /** Property: the worker whose clock is ten minutes behind. */
    public static final String CLOCK_BEHIND = "darkroom.fault.clock-behind";

    private FaultAgent() {}

    /** Called by the JVM before the worker's own main. */
    public static void premain(String arguments, Instrumentation instrumentation) {
        breaking().installOn(instrumentation);
        int off = System.getProperty(CLOCK_AHEAD, "").equals(worker())
                ? 600
                : System.getProperty(CLOCK_BEHIND, "").equals(worker()) ? -600 : 0;
        if (off != 0) {
            System.setProperty("darkroom.fault.clock-seconds", Integer.toString(off));
            clock().installOn(instrumentation);
            System.err.println("The clock says " + Instant.now());
        }
    }

    /** Such as {@code worker-1}: each has a folder for temporary files that is named after it. */
    private static String worker() {
        return Path.of(System.getProperty("java.io.tmpdir")).getFileName().toString();
    }

    private static AgentBuilder breaking() {
        return new AgentBuilder.Default()
                .with(AgentBuilder.Listener.StreamWriting.toSystemError().withErrorsOnly())
                .type(named("io.darkroom.worker.draw.DrawPictures"))
                .transform((type, description, loader, module, domain) ->
                        type.visit(Advice.to(Breaking.class).on(named("draw"))))
                .type(named("io.darkroom.diffusion.pipeline.Picture"))
                .transform((type, description, loader, module, domain) ->
                        type.visit(Advice.to(Marking.class).on(named("feed"))))
                .type(named("io.darkroom.diffusion.onnx.UnetCall"))
                .transform((type, description, loader, module, domain) -> type.visit(
                                Advice.to(Slowing.class).on(named("run").and(takesArguments(1))))
                        .visit(Advice.to(Hanging.class).on(named("run").and(takesArguments(1)))))
                .type(named("io.darkroom.worker.draw.NoopPainter$Pixels"))
                .transform((type, description, loader, module, domain) ->
                        type.visit(Advice.to(Slowing.class).on(named("next"))))
                .type(named("org.apache.kafka.common.network.Selector"))
                .transform((type, description, loader, module, domain) ->
                        type.visit(Advice.to(Cutting.class).on(named("poll"))));
    }

    /** What Java's own clocks and Kafka's are read from. */
    private static AgentBuilder clock() {
        return new AgentBuilder.Default()
                .with(AgentBuilder.Listener.StreamWriting.toSystemError().withErrorsOnly())
                .disableClassFormatChanges()
                .with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
                .ignore(none())
                .type(named("java.time.Clock"))
                .transform((type, description, loader, module, domain) ->
                        type.visit(Advice.to(ShiftingInstant.class).on(named("currentInstant"))))
                .type(named("org.apache.kafka.common.utils.SystemTime"))
                .transform((type, description, loader, module, domain) -> type.visit(
                        Advice.to(ShiftingMillis.class).on(named("milliseconds").and(takesNoArguments()))));
    }

    /** Breaks the worker, by the job it is about to draw. */
    static final class Breaking {
        private Breaking() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(0) Object claim) throws Exception {
            String spec = claim.getClass().getMethod("spec").invoke(claim).toString();
            if (spec.contains("steps=131,")) {
                Runtime.getRuntime().halt(CRASHED);
            }
            if (spec.contains("steps=133,")) {
                throw new OutOfMemoryError("as if");
            }
        }
    }

    /** Notes the call that a picture is put into which is to hang. */
    static final class Marking {
        private Marking() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.This Object picture, @Advice.Argument(0) Object call) throws Exception {
            if (picture.getClass().getMethod("steps").invoke(picture).equals(132)) {
                System.setProperty("darkroom.fault.hanging", Integer.toString(System.identityHashCode(call)));
            }
        }
    }

    /** Hangs in the engine, as a driver does that has lost its device. */
    static final class Hanging {
        private Hanging() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.This Object call) throws InterruptedException {
            while (Integer.toString(System.identityHashCode(call))
                    .equals(System.getProperty("darkroom.fault.hanging"))) {
                Thread.sleep(1000);
            }
        }
    }

    /** Makes steps slow without making the machine busy. */
    static final class Slowing {
        private Slowing() {}

        @Advice.OnMethodEnter
        static void enter() throws InterruptedException {
            Thread.sleep(Integer.getInteger("darkroom.fault.step-millis", 0));
        }
    }

    /** Ends every connection of this worker to Kafka, as a network does that forgets them. */
    static final class Cutting {
        private Cutting() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.This Object selector) throws Exception {
            String folder = System.getProperty("darkroom.fault.cut", "");
            Path worker = Path.of(System.getProperty("java.io.tmpdir")).getFileName();
            if (!folder.isEmpty() && Files.exists(Path.of(folder, worker.toString()))) {
                List<?> channels =
                        (List<?>) selector.getClass().getMethod("channels").invoke(selector);
                for (Object channel : channels) {
                    Object key = channel.getClass().getMethod("selectionKey").invoke(channel);
                    ((SocketChannel) ((SelectionKey) key).channel()).shutdownInput();
                }
            }
        }
    }

    /** As far off as this worker's clock is. */
    static final class ShiftingInstant {
        private ShiftingInstant() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) Instant now) {
            now = now.plusSeconds(Integer.getInteger("darkroom.fault.clock-seconds", 0));
        }
    }

    /** As far off as this worker's clock is. */
    static final class ShiftingMillis {
        private ShiftingMillis() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) long now) {
            now += 1000L * Integer.getInteger("darkroom.fault.clock-seconds", 0);
        }
    }
}
