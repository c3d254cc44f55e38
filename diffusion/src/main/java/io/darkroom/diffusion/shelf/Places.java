package io.darkroom.diffusion.shelf;

import io.darkroom.diffusion.pipeline.ModelDescription;
import io.darkroom.diffusion.pipeline.StableDiffusion;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Which models of a shelf are there, in use and called back. Nothing here loads or closes one. Thread-safe. */
final class Places {
    private final Collection<Place> all;
    private final long budgetBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    private long uses;
    private boolean closed;

    Places(Collection<Place> all, long budgetBytes) {
        this.all = all;
        this.budgetBytes = budgetBytes;
    }

    Optional<ModelDescription> description(Place place) {
        return locked(place::description);
    }

    Set<String> loaded() {
        return locked(
                () -> all.stream().filter(Place::isLoaded).map(Place::name).collect(Collectors.toUnmodifiableSet()));
    }

    /** A lease of a model that is there; empty if it is not, or called back. */
    Optional<ModelLease> lend(Place place) {
        return locked(() -> {
            requireOpen();
            return place.lend(++uses).map(model -> new ModelLease(model, () -> giveBack(place)));
        });
    }

    private void giveBack(Place place) {
        List<StableDiffusion> leaving = locked(() -> {
            place.giveBack(++uses);
            change.signalAll();
            return closed ? takeIdle() : List.of();
        });
        leaving.forEach(StableDiffusion::close);
    }

    /** Puts a model where there is none, and lends it at once. */
    ModelLease put(Place place, StableDiffusion model, long bytes) {
        return locked(() -> {
            requireOpen();
            place.put(model, bytes);
            return lend(place).orElseThrow();
        });
    }

    /**
     * Waits until those are idle without whom there is room, calling back who is not.
     *
     * @param bytes at most the budget
     * @return what is to be closed, taken out already
     * @throws LeaseException if it is not so in time
     */
    List<StableDiffusion> makeRoom(long bytes, Patience patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            List<Place> leaving = leaving(bytes);
            while (leaving.stream().anyMatch(Place::isInUse)) {
                requireOpen();
                callBack(leaving);
                await(patience);
                leaving = leaving(bytes);
            }
            return leaving.stream().map(Place::take).toList();
        } finally {
            callBack(List.of());
            lock.unlock();
        }
    }

    /** Looks without the lock, which whoever gives a model back needs. */
    private void await(Patience patience) throws InterruptedException {
        long unused = change.awaitNanos(patience.untilNextLook().toNanos());
        lock.unlock();
        try {
            patience.look("there is no room: the models that are loaded were in use for too long");
        } finally {
            lock.lock();
        }
    }

    private void callBack(List<Place> called) {
        all.forEach(place -> place.callBack(called.contains(place)));
    }

    /** As few as may be, in the order of leaving. */
    private List<Place> leaving(long bytes) {
        List<Place> loaded =
                all.stream().filter(Place::isLoaded).sorted(Place.LEAVING).toList();
        long free = budgetBytes - loaded.stream().mapToLong(Place::bytes).sum();
        int count = 0;
        while (free < bytes) {
            free += loaded.get(count++).bytes();
        }
        return loaded.subList(0, count);
    }

    private List<StableDiffusion> takeIdle() {
        return all.stream()
                .filter(place -> place.isLoaded() && !place.isInUse())
                .map(Place::take)
                .toList();
    }

    private void requireOpen() {
        if (closed) {
            throw new LeaseException("the shelf is closed");
        }
    }

    /** Ends all waiting. Returns what is to be closed now; the rest is closed with its last lease. */
    List<StableDiffusion> close() {
        return locked(() -> {
            closed = true;
            change.signalAll();
            return takeIdle();
        });
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
