package io.meridian.app;

import io.meridian.app.config.MeridianConfig;
import io.meridian.app.config.SettingNames;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags of commands that go to Kafka themselves: the settings of an instance, whose topics and rights they share. */
final class KafkaOptions {
    @Mixin
    private final SettingsOptions settings = new SettingsOptions();

    @Option(
            names = "--bootstrap-servers",
            description =
                    "The Kafka brokers; if not given, those of the settings, and if those name none, 127.0.0.1:9092.")
    private @Nullable String bootstrapServers;

    MeridianConfig read() {
        Map<String, String> named =
                bootstrapServers == null ? Map.of() : Map.of(SettingNames.BOOTSTRAP_SERVERS, bootstrapServers);
        return settings.ofCommand(Map.of(SettingNames.BOOTSTRAP_SERVERS, "127.0.0.1:9092"), named);
    }
}
