package io.darkroom.local.embedded;

import java.nio.file.Path;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.builder.api.AppenderComponentBuilder;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilder;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilderFactory;
import org.apache.logging.log4j.core.config.builder.impl.BuiltConfiguration;

/** Where the broker, which runs inside the launcher, writes its warnings: one small file and the one before it. */
final class KafkaLog {
    private static final String PATTERN = "%d{yyyy-MM-dd HH:mm:ss,SSS} %-5p %c{1.} - %m%n";

    private KafkaLog() {}

    static void writeTo(Path file) {
        ConfigurationBuilder<BuiltConfiguration> builder = ConfigurationBuilderFactory.newConfigurationBuilder();
        builder.setStatusLevel(Level.ERROR)
                .setShutdownHook("disable")
                .add(rolling(builder, file))
                .add(builder.newRootLogger(Level.WARN).add(builder.newAppenderRef("file")));
        Configurator.reconfigure(builder.build());
    }

    private static AppenderComponentBuilder rolling(ConfigurationBuilder<BuiltConfiguration> builder, Path file) {
        return builder.newAppender("file", "RollingFile")
                .addAttribute("fileName", file.toString())
                .addAttribute("filePattern", file + ".%i")
                .addAttribute("filePermissions", "rw-------")
                .add(builder.newLayout("PatternLayout").addAttribute("pattern", PATTERN))
                .addComponent(builder.newComponent("SizeBasedTriggeringPolicy").addAttribute("size", "1MB"))
                .addComponent(builder.newComponent("DefaultRolloverStrategy").addAttribute("max", "1"));
    }
}
