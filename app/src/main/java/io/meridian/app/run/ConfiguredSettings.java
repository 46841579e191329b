package io.meridian.app.run;

import io.meridian.topology.settings.CompileResult;
import io.meridian.topology.settings.Settings;
import io.meridian.topology.settings.SettingsCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The regions and metrics that hold while the topic of refresh events has none. */
final class ConfiguredSettings {
    private static final Logger log = LoggerFactory.getLogger(ConfiguredSettings.class);

    /** Below that of every event, and valid for readings of every time. */
    private static final long GENERATION = 0;

    private static final long EFFECTIVE_AT = 0;

    /** Far above what the compiler takes of one file; what is larger is not even read. */
    private static final long MAX_BYTES = 4L * 1024 * 1024;

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
        CompileResult result = SettingsCompiler.compile(GENERATION, EFFECTIVE_AT, files(directory.get()));
        if (result instanceof CompileResult.Compiled compiled) {
            log.info(
                    "Settings of {}: sha256 {}",
                    directory.get(),
                    compiled.settings().sha256());
            return compiled.settings();
        }
        throw new StartException(((CompileResult.Refused) result)
                .problems().stream()
                        .map(problem -> "\n  - " + problem)
                        .reduce("configs.dir: the settings in " + directory.get() + " are refused:", String::concat));
    }

    private static Map<String, byte[]> files(Path directory) {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> listed = Files.list(directory)) {
            for (Path file : yaml(listed)) {
                if (Files.size(file) > MAX_BYTES) {
                    throw new StartException("configs.dir: " + file + " is larger than " + MAX_BYTES + " bytes");
                }
                files.put(directory.relativize(file).toString(), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new StartException(
                    "configs.dir: expected a directory of YAML files, but cannot read " + directory + ": " + e, e);
        }
        if (files.isEmpty()) {
            throw new StartException("configs.dir: expected *.yaml files in " + directory + ", found none");
        }
        return files;
    }

    /** Regular files alone: a pipe called x.yaml would block for ever. */
    private static List<Path> yaml(Stream<Path> listed) {
        return listed.filter(path -> path.toString().endsWith(".yaml"))
                .filter(Files::isRegularFile)
                .sorted()
                .toList();
    }
}
