package io.darkroom.local.audit.place;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** The same rows, in the server's files: those of tables, and the write-ahead log, which may lie in another folder. */
public record PlantedRowFiles(PostgresAddress address) implements Plant {
    /** What the server calls a piece of the log, whatever the folder is called. */
    private static final Pattern SEGMENT = Pattern.compile("[0-9A-F]{24}(\\.partial)?");

    @Override
    public String what() {
        return "rows of a table of their own";
    }

    @Override
    public Planted put() {
        return new PlantedRows(address)
                .put()
                .alsoIn("the write-ahead log", PlantedRowFiles::isOfTheLog)
                .alsoIn("files of tables", file -> !isOfTheLog(file));
    }

    private static boolean isOfTheLog(String file) {
        return SEGMENT.matcher(String.valueOf(Path.of(file).getFileName())).matches();
    }
}
