package io.darkroom.local;

import io.darkroom.local.process.Launch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One of our own services as a child JVM. Properties go on its command line, where other users of the machine can read them;
 * secrets go into its environment, where they cannot.
 */
final class JavaService {
    /**
     * No crash report and no file in /tmp that keeps the command line, no dump of its memory: all may outlive the job they hold.
     * The last two are defaults, said again so that a JAVA_TOOL_OPTIONS of the environment does not turn them on.
     */
    private static final List<String> LEAVES_NOTHING = List.of(
            "-XX:-UsePerfData",
            "-XX:+SuppressFatalErrorMessage",
            "-XX:+UseSerialGC",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:-HeapDumpOnOutOfMemoryError");

    /** What libraries do that Java 24 and later warn of. */
    private static final List<String> NATIVE =
            List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

    private static final int WARNING_JAVA = 24;

    private final String name;
    private final Path jar;
    private final Path log;
    private final int managementPort;
    private final List<String> flags = new ArrayList<>(LEAVES_NOTHING);
    private final Map<String, String> properties = new TreeMap<>();
    private final Map<String, String> secrets = new TreeMap<>();

    JavaService(String name, Path jar, Path log, int managementPort) {
        this.name = name;
        this.jar = jar;
        this.log = log;
        this.managementPort = managementPort;
        if (Runtime.version().feature() >= WARNING_JAVA) {
            flags.addAll(NATIVE);
        }
        set("quarkus.management.host", "127.0.0.1");
        set("quarkus.management.port", Integer.toString(managementPort));
    }

    String name() {
        return name;
    }

    int managementPort() {
        return managementPort;
    }

    JavaService flag(String flag) {
        flags.add(flag);
        return this;
    }

    JavaService flags(List<String> more) {
        flags.addAll(more);
        return this;
    }

    JavaService set(String property, Object value) {
        properties.put(property, value.toString());
        return this;
    }

    JavaService setAll(Map<String, String> more) {
        properties.putAll(more);
        return this;
    }

    /** Sets a property by the environment variable that stands for it. */
    JavaService secret(String property, String value) {
        secrets.put(property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT), value);
        return this;
    }

    Launch launch() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        properties.forEach((property, value) -> command.add("-D" + property + "=" + value));
        command.add("-jar");
        command.add(jar.toString());
        return Launch.of(name, log, command).withEnvironment(secrets);
    }
}
