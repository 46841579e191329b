package io.meridian.app.run;

import io.meridian.app.config.MeridianConfig;
import io.meridian.app.config.StreamsProperties;
import io.meridian.topology.refresh.SettingsReader;
import io.meridian.topology.refresh.SettingsUnreadableException;
import io.meridian.topology.settings.Settings;
import java.time.Duration;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the settings of an instance up to date before it judges the first reading, and keeps them so. */
final class SettingsFollowing {
    private static final Logger log = LoggerFactory.getLogger(SettingsFollowing.class);
    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final int LOOKS_A_LINE = 50;

    private SettingsFollowing() {}

    /** @param standIn what holds while the topic has none */
    static SettingsReader start(MeridianConfig config, Settings standIn) {
        return SettingsReader.start(
                () -> new KafkaConsumer<>(StreamsProperties.ofReader(config, "settings", "none")),
                config.topics().config(),
                config.configSource(),
                standIn);
    }

    /**
     * Waits until all that was in the topic at the start is known: a reading judged before might be judged otherwise in a
     * replay.
     *
     * @return false if the end was asked for meanwhile
     * @throws StartException if the topic may not be read
     */
    static boolean await(SettingsReader settings, StopSignal stop) {
        try {
            for (int looks = 0; !stop.isRequested(); looks++) {
                if (settings.isWhole(PATIENCE)) {
                    return true;
                }
                if (looks % LOOKS_A_LINE == LOOKS_A_LINE - 1) {
                    log.warn(
                            "Waiting for the settings: {}",
                            settings.status().trouble().orElse("their topic is being read"));
                }
            }
            return false;
        } catch (SettingsUnreadableException e) {
            throw new StartException(e.getMessage() + "; it needs the right to read that topic", e);
        }
    }
}
