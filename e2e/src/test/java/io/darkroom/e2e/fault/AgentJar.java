package io.darkroom.e2e.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import net.bytebuddy.agent.builder.AgentBuilder;

/** The {@link FaultAgent} as a jar that a JVM can load. */
final class AgentJar {
    private AgentJar() {}

    /** Writes the jar and returns the flag that loads it. */
    static String flag(Path jar) {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(new Attributes.Name("Premain-Class"), FaultAgent.class.getName());
        attributes.put(new Attributes.Name("Can-Retransform-Classes"), "true");
        attributes.put(
                Attributes.Name.CLASS_PATH,
                AgentBuilder.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString());
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (Class<?> type : List.of(
                    FaultAgent.class,
                    FaultAgent.Breaking.class,
                    FaultAgent.Marking.class,
                    FaultAgent.Hanging.class,
                    FaultAgent.Slowing.class,
                    FaultAgent.Cutting.class,
                    FaultAgent.ShiftingInstant.class,
                    FaultAgent.ShiftingMillis.class)) {
                add(type, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "-javaagent:" + jar;
    }

    private static void add(Class<?> type, JarOutputStream out) throws IOException {
        String file = type.getName().replace('.', '/') + ".class";
        out.putNextEntry(new JarEntry(file));
        try (InputStream in = type.getClassLoader().getResourceAsStream(file)) {
            if (in == null) {
                throw new IOException(file + " is missing");
            }
            in.transferTo(out);
        }
    }
}
