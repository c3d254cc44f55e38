package io.darkroom.local.audit.place;

import io.darkroom.local.LocalFailure;
import io.darkroom.local.audit.search.Canary;
import io.darkroom.local.audit.search.Search;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Arguments and environments of all processes of this machine, as far as they may be read. */
public final class ProcessPlace implements Place {
    private static final Path PROCESSES = Path.of("/proc");

    /** Whether this system shows them. */
    public static boolean exists() {
        return Files.isReadable(PROCESSES.resolve("self").resolve("environ"));
    }

    @Override
    public String name() {
        return "processes";
    }

    @Override
    public List<Plant> plants() {
        return List.of(new Argument());
    }

    @Override
    public void search(Search search, Findings findings) {
        for (Path process : processes()) {
            look(process.resolve("cmdline"), search, findings);
            look(process.resolve("environ"), search, findings);
        }
    }

    private static List<Path> processes() {
        try (Stream<Path> entries = Files.list(PROCESSES)) {
            return entries.filter(entry -> String.valueOf(entry.getFileName()).matches("\\d+"))
                    .toList();
        } catch (IOException e) {
            throw new LocalFailure("the processes of this machine cannot be listed", e);
        }
    }

    /** Many go meanwhile, and environments are their owner's. */
    private void look(Path file, Search search, Findings findings) {
        try {
            findings.found(name(), file.toString(), search.in(Files.readAllBytes(file)));
        } catch (IOException goneOrNotOurs) {
            if (Files.exists(file)) {
                findings.remark(name(), "those of other users were searched by their arguments alone");
            }
        }
    }

    /** A process that waits, told in its arguments and its environment: no octet of zero can be in either. */
    private static final class Argument implements Plant {
        @Override
        public String what() {
            return "a process of the audit's own";
        }

        @Override
        public Planted put() {
            Canary canary = Canary.planted();
            List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "read -r line", "darkroom-audit"));
            canary.forms().stream().filter(Argument::isText).map(Argument::text).forEach(command::add);
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment()
                    .put("DARKROOM_AUDIT_PLANTED", text(canary.forms().get(0)));
            try {
                Process process = builder.start();
                return Planted.only(canary, Argument::isText, process::destroy);
            } catch (IOException e) {
                throw new LocalFailure("/bin/sh cannot be started", e);
            }
        }

        private static boolean isText(Canary.Form form) {
            return form.latin1().chars().allMatch(c -> c > ' ' - 1 && c < 0x7f);
        }

        private static String text(Canary.Form form) {
            return new String(form.octets(), StandardCharsets.UTF_8);
        }
    }
}
