package io.meridian.benchmarks.reload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A folder of settings in which each save can be told from all others: by the name of its only region. */
final class SavedSettings {
    private final Path folder;
    private int saves;

    SavedSettings(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        save();
    }

    Path folder() {
        return folder;
    }

    /** Saves as editors do: another file takes the name. Returns the region that the settings have now. */
    String save() throws IOException {
        String region = "saved-" + saves++;
        Path written =
                Files.writeString(folder.resolve(".regions.yaml.new"), "regions: {" + region + ": [d-0000..d-9999]}\n");
        Files.move(written, folder.resolve("regions.yaml"), StandardCopyOption.ATOMIC_MOVE);
        return region;
    }
}
