package io.meridian.app.config;

import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;

/** All settings, as a document shows them. */
public final class SettingsTable {
    private SettingsTable() {}

    public static String markdown() {
        Map<String, ConfigDef.ConfigKey> keys = SettingDefinitions.all().configKeys();
        return keys.values().stream()
                .map(SettingsTable::row)
                .collect(Collectors.joining("\n", "| setting | default | what it is |\n|---|---|---|\n", "\n"));
    }

    private static String row(ConfigDef.ConfigKey key) {
        return "| `" + key.name + "` | " + byDefault(key) + " | " + key.documentation.replace("|", "\\|") + " |";
    }

    private static String byDefault(ConfigDef.ConfigKey key) {
        if (!key.hasDefault()) {
            return "**to be set**";
        }
        String value = key.type == ConfigDef.Type.PASSWORD ? "" : String.valueOf(key.defaultValue);
        return value.isEmpty() ? "" : "`" + value + "`";
    }
}
