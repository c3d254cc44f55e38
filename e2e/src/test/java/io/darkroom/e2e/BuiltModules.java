package io.darkroom.e2e;

import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.LocationProvider;
import io.darkroom.e2e.system.ProjectTree;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The compiled main classes of the modules that the rules are about; a module that was not built is an error. */
final class BuiltModules implements LocationProvider {
    @Override
    public Set<Location> get(Class<?> testClass) {
        return Stream.of("core", "redis", "diffusion", "api", "worker")
                .map(module -> Location.of(ProjectTree.built(module, "target", "classes")))
                .collect(Collectors.toSet());
    }
}
