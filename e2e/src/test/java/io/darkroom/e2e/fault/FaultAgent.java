package io.darkroom.e2e.fault;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import java.lang.instrument.Instrumentation;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;

/**
 * Loaded into a worker's JVM, it makes jobs with certain numbers of steps break the worker, and every call of the U-Net take
 * its time. The bodies of the advices become part of the worker's own methods, so they may use the JDK alone.
 */
public final class FaultAgent {
    /** A job of so many steps ends the process as a crash in native code does. */
    public static final int CRASHING = 131;

    /** A job of so many steps never comes back, whatever it is told. */
    public static final int HANGING = 132;

    /** A job of so many steps finds no memory. */
    public static final int TOO_LARGE = 133;

    /** Property: how much longer a call of the U-Net takes, in milliseconds. */
    public static final String STEP_MILLIS = "darkroom.fault.step-millis";

    private FaultAgent() {}

    /** Called by the JVM before the worker's own main. */
    public static void premain(String arguments, Instrumentation instrumentation) {
        new AgentBuilder.Default()
                .with(AgentBuilder.Listener.StreamWriting.toSystemError().withErrorsOnly())
                .type(named("io.darkroom.worker.draw.DrawPictures"))
                .transform((type, description, loader, module, domain) ->
                        type.visit(Advice.to(Breaking.class).on(named("draw"))))
                .type(named("io.darkroom.diffusion.onnx.UnetCall"))
                .transform((type, description, loader, module, domain) ->
                        type.visit(Advice.to(Slowing.class).on(named("run").and(takesArguments(1)))))
                .installOn(instrumentation);
    }

    /** Breaks the worker, by the job it is about to draw. */
    static final class Breaking {
        private Breaking() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(0) Object claim) throws Exception {
            String spec = claim.getClass().getMethod("spec").invoke(claim).toString();
            if (spec.contains("steps=131,")) {
                Runtime.getRuntime().halt(134);
            }
            while (spec.contains("steps=132,")) {
                Thread.sleep(1000);
            }
            if (spec.contains("steps=133,")) {
                throw new OutOfMemoryError("as if");
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
}
