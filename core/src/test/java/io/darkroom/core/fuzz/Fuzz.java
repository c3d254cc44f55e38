package io.darkroom.core.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Has a reader read altered inputs, a hundred thousand of them, and fails if it throws what it does not declare, allocates
 * more than it may for one input, or does not come back. The same inputs each time; {@code -Ddarkroom.fuzz.seed=…} makes
 * others and {@code -Ddarkroom.fuzz.inputs=…} more. What was read without complaint is altered further.
 */
public final class Fuzz {
    private static final int USUAL_INPUTS = 100_000;
    /** While one input is read: a thousand times its length, for a picture unfolds. */
    private static final long MOST_ALLOCATED = 16 << 20;

    private static final int POOL = 256;
    private static final long PATIENCE_SECONDS = 30;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final List<byte[]> seeds;
    private List<byte[]> words = List.of(new byte[] {0});
    private List<Class<? extends Exception>> refusals = List.of();
    private UnaryOperator<byte[]> mending = UnaryOperator.identity();
    private int inputs = Integer.getInteger("darkroom.fuzz.inputs", USUAL_INPUTS);
    private int longest = 1 << 14;

    private volatile byte[] current = {};
    private volatile long count;

    private Fuzz(List<byte[]> seeds) {
        this.seeds = seeds;
    }

    /** Whatever reads octets of others. */
    @FunctionalInterface
    public interface Reader {
        /** Reads them, or refuses them by an exception that it declares. */
        void read(byte[] octets) throws Exception;
    }

    /** Alters these. */
    public static Fuzz of(List<byte[]> seeds) {
        return new Fuzz(List.copyOf(seeds));
    }

    /** Alters these texts. */
    public static Fuzz ofTexts(String... seeds) {
        return of(octets(seeds));
    }

    private static List<byte[]> octets(String... texts) {
        return Arrays.stream(texts).map(text -> text.getBytes(UTF_8)).toList();
    }

    /** Puts in these words, where they belong and where they do not. */
    public Fuzz words(String... dictionary) {
        words = octets(dictionary);
        return this;
    }

    /** Takes these exceptions for an answer. */
    @SafeVarargs
    public final Fuzz refusedBy(Class<? extends Exception>... expected) {
        refusals = List.of(expected);
        return this;
    }

    /** Makes checksums and lengths of every other input right again, so that more than these are tried. */
    public Fuzz mendedBy(UnaryOperator<byte[]> mend) {
        mending = mend;
        return this;
    }

    /** Fewer inputs than usual, where each must be sealed or verified: one in {@code share}. */
    public Fuzz oneIn(int share) {
        inputs = Math.max(1, inputs / share);
        return this;
    }

    /** No input is longer. */
    public Fuzz upTo(int octets) {
        longest = octets;
        return this;
    }

    /** Has {@code reader} read them all; fails with the first input, in base64, that it does not take or refuse. */
    public void read(String what, Reader reader) {
        CompletableFuture<String> end = new CompletableFuture<>();
        Thread thread = new Thread(() -> end.completeAsync(() -> run(reader), Runnable::run), "fuzz");
        thread.setDaemon(true);
        thread.start();
        long seen = -1;
        while (true) {
            try {
                System.out.printf("fuzzed %s: %s%n", what, end.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
                return;
            } catch (TimeoutException e) {
                if (count == seen) {
                    throw hanging(what, thread);
                }
                seen = count;
            } catch (ExecutionException e) {
                throw new AssertionError(what + ": fails at " + base64(), e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }

    private AssertionError hanging(String what, Thread thread) {
        AssertionError hanging = new AssertionError(what + ": does not come back: " + base64());
        hanging.setStackTrace(thread.getStackTrace());
        return hanging;
    }

    private String base64() {
        return Base64.getEncoder().encodeToString(current);
    }

    private String run(Reader reader) {
        SplittableRandom random = new SplittableRandom(Long.getLong("darkroom.fuzz.seed", 1));
        Mutations mutations = new Mutations(random, words, longest);
        List<byte[]> pool = new ArrayList<>(seeds);
        long most = 0;
        int taken = 0;
        // What is loaded for the first of all inputs is nothing that an input asked for.
        seeds.forEach(seed -> refusal(reader, seed.clone()));
        for (int i = 0; i < inputs; i++) {
            byte[] input = mutations.of(pick(pool, random), pick(pool, random));
            Taken result = read(reader, random.nextBoolean() ? mending.apply(input) : input);
            most = Math.max(most, result.allocated());
            if (result.refusal() == null) {
                taken++;
                remember(current, pool, random);
            }
            count++;
        }
        return inputs + " inputs, " + taken + " taken, at most " + most / 1024 + " KiB allocated";
    }

    private static byte[] pick(List<byte[]> pool, SplittableRandom random) {
        return pool.get(random.nextInt(pool.size()));
    }

    /** Seeds stay, so that what was altered too much gives way to them. */
    private void remember(byte[] input, List<byte[]> pool, SplittableRandom random) {
        if (pool.size() < seeds.size() + POOL) {
            pool.add(input);
        } else {
            pool.set(seeds.size() + random.nextInt(POOL), input);
        }
    }

    private Taken read(Reader reader, byte[] input) {
        current = input;
        long before = THREADS.getCurrentThreadAllocatedBytes();
        Exception refusal = refusal(reader, input.clone());
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        if (allocated > MOST_ALLOCATED) {
            throw new IllegalStateException("allocated " + allocated + " octets");
        }
        return new Taken(refusal, allocated);
    }

    private @Nullable Exception refusal(Reader reader, byte[] input) {
        try {
            reader.read(input);
            return null;
        } catch (Exception e) {
            if (refusals.stream().noneMatch(expected -> expected.isInstance(e))) {
                throw new IllegalStateException(e);
            }
            return e;
        }
    }

    private record Taken(@Nullable Exception refusal, long allocated) {}
}
