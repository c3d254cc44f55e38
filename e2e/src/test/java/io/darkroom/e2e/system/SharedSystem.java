package io.darkroom.e2e.system;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands tests the one system, with one worker, that all of them share: started for the first, stopped after the last. */
public final class SharedSystem implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(SharedSystem.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RunningSystem.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // The store closes what is in it.
        return context.getStore(StoreScope.EXECUTION_REQUEST, NAMESPACE)
                .computeIfAbsent(RunningSystem.class, type -> RunningSystem.withSlots(2));
    }
}
