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
     * The settings of all sources together, for an instance.
     *
     * @throws io.meridian.app.config.InvalidConfigException naming everything that is wrong
     */
    MeridianConfig ofInstance() {
        return MeridianConfig.of(sources());
    }

    /**
     * The same for a command that listens nowhere.
     *
     * @param defaults what holds where no source says otherwise, beside the settings' own defaults
     * @param overrides what another flag says
     * @throws io.meridian.app.config.InvalidConfigException naming everything that is wrong
     */
    MeridianConfig ofCommand(Map<String, String> defaults, Map<String, String> overrides) {
        Map<String, String> settings = new HashMap<>(defaults);
        settings.putAll(sources());
        settings.putAll(overrides);
        return MeridianConfig.ofCommand(settings);
    }

    private Map<String, String> sources() {
        return new ConfigSources(Optional.ofNullable(file), System.getenv(), flags, fileFlags).merge();
    }
}
