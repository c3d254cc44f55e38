package io.darkroom.local.check;

import io.darkroom.diffusion.golden.RecordedPicture;
import io.darkroom.local.LocalFailure;
import io.darkroom.local.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Checks one model folder, or all in a folder, and prints what was found. */
public final class CheckModels {
    private final ReportFormat format;
    private final Consumer<String> out;

    /** A check that prints to {@code out}. */
    public CheckModels(ReportFormat format, Consumer<String> out) {
        this.format = format;
        this.out = out;
    }

    /**
     * Checks.
     *
     * @param folder a model folder or a folder of such
     * @param golden the recordings, null for those in {@code golden/} beside the folder, if any
     * @return whether all can be drawn with and all of their recordings hold
     * @throws LocalFailure if there is no such folder or a recording cannot be read
     */
    public boolean run(Path folder, @Nullable Path golden) {
        List<Path> folders = CheckPlaces.models(folder);
        ModelCheck check = new ModelCheck(recordings(folder, golden));
        List<ModelReport> reports = new ArrayList<>();
        folders.forEach(model -> reports.add(check.check(model)));
        format.lines(reports).forEach(out);
        return reports.stream().allMatch(ModelReport::passes);
    }

    private static List<RecordedPicture> recordings(Path folder, @Nullable Path golden) {
        if (golden != null && !Files.isDirectory(golden.resolve("pictures"))) {
            throw new LocalFailure("the folder of --golden " + golden + " has no folder pictures");
        }
        Path place = golden != null ? golden : CheckPlaces.golden(folder).orElse(null);
        if (place == null) {
            return List.of();
        }
        try {
            return RecordedPicture.readAll(place.resolve("pictures"));
        } catch (IOException e) {
            throw new LocalFailure("cannot read the recordings in " + place + ": " + Reason.of(e), e);
        }
    }
}
