package io.meridian.connect.source;

import io.meridian.connect.detect.SettleRules;
import io.meridian.connect.scan.FileSelection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;

/**
 * What the source connector is told.
 *
 * @param directory the directory to watch
 * @param selection which of its files
 * @param source the id of the directory, and the key of its events
 * @param topic where events go
 * @param rules when a change counts
 * @param scanInterval the longest time between two looks
 * @param activationDelay how long after its detection an event counts
 * @param maxEventBytes how many bytes an event may have in UTF-8
 */
record ConfigDirSourceConfig(
        Path directory,
        FileSelection selection,
        String source,
        String topic,
        SettleRules rules,
        Duration scanInterval,
        Duration activationDelay,
        int maxEventBytes) {
    /**
     * Reads the settings.
     *
     * @throws org.apache.kafka.common.config.ConfigException if one of them is wrong
     */
    static ConfigDirSourceConfig of(Map<String, String> settings) {
        AbstractConfig config = new AbstractConfig(SourceSettings.DEFINITIONS, settings, false);
        return new ConfigDirSourceConfig(
                Path.of(config.getString(SourceSettings.CONFIG_DIR)),
                new FileSelection(
                        config.getList(SourceSettings.FILE_GLOB),
                        config.getInt(SourceSettings.MAX_FILE_BYTES),
                        config.getInt(SourceSettings.MAX_FILES)),
                config.getString(SourceSettings.SOURCE_ID),
                config.getString(SourceSettings.TOPIC),
                new SettleRules(
                        Duration.ofMillis(config.getLong(SourceSettings.SETTLE_MS)),
                        config.getDouble(SourceSettings.MAX_DELETE_RATIO)),
                Duration.ofMillis(config.getLong(SourceSettings.SCAN_INTERVAL_MS)),
                Duration.ofMillis(config.getLong(SourceSettings.ACTIVATION_DELAY_MS)),
                config.getInt(SourceSettings.MAX_EVENT_BYTES));
    }
}
