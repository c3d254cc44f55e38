package io.darkroom.worker.health;

import io.darkroom.worker.slot.Slots;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Up while every slot takes jobs; down before the start is done and while draining. */
@Readiness
@ApplicationScoped
public class SlotsReady implements HealthCheck {
    private final Slots slots;

    /** Watches {@code slots}. */
    public SlotsReady(Slots slots) {
        this.slots = slots;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("slots").status(slots.areAlive()).build();
    }
}
