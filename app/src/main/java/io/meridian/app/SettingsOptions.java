package io.meridian.app;

import io.meridian.app.config.ConfigSources;
import io.meridian.app.config.MeridianConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags of every command that has settings. */
final class SettingsOptions {
    @Option(names = "--config", paramLabel = "FILE", description = "Properties file with settings.")
    private @Nullable Path file;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "One setting; may be repeated. Overrides MERIDIAN_* variables, and those the file.")
    private List<String> flags = new ArrayList<>();

    @Option(
            names = "--set-file",
            paramLabel = "KEY=FILE",
            description = "One setting, whose value is in a file: for secrets, which a list of processes would show.")
    private List<String> fileFlags = new ArrayList<>();

    /**
     * The settings of all sources together.
     *
     * @param defaults what holds where no source says otherwise, beside the settings' own defaults
     * @throws io.meridian.app.config.InvalidConfigException naming everything that is wrong
     */
    MeridianConfig read(Map<String, String> defaults) {
        return read(defaults, Map.of());
    }

    /** @param overrides what another flag says */
    MeridianConfig read(Map<String, String> defaults, Map<String, String> overrides) {
        Map<String, String> settings = new HashMap<>(defaults);
        settings.putAll(new ConfigSources(Optional.ofNullable(file), System.getenv(), flags, fileFlags).merge());
        settings.putAll(overrides);
        return MeridianConfig.of(settings);
    }
}
