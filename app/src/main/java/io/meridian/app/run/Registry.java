package io.meridian.app.run;

import io.meridian.app.config.MeridianConfig;
import io.meridian.app.config.SettingNames;
import io.meridian.avro.AggregateKey;
import io.meridian.avro.AvroSerde;
import io.meridian.avro.RegionAggregate;
import io.meridian.avro.SchemaRegistrations;
import io.meridian.avro.reading.AvroReadingDecoder;
import io.meridian.avro.reading.AvroReadings;
import io.meridian.registry.RegistryConfig;
import io.meridian.registry.SchemaRegistryClient;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Serde;

/** What the instance has of the schema registry: one client, and the serdes over it. Asks nothing until it is used. */
final class Registry {
    private final MeridianConfig.Topics topics;
    private final SchemaRegistryClient client;
    private final SchemaRegistrations registrations;

    private Registry(MeridianConfig.Topics topics, SchemaRegistryClient client, SchemaRegistrations registrations) {
        this.topics = topics;
        this.client = client;
        this.registrations = registrations;
    }

    /** @throws StartException if a setting of the registry is not valid */
    static Registry of(MeridianConfig config) {
        Map<String, String> settings = new HashMap<>(config.registry());
        settings.put(
                SettingNames.SCHEMA_REGISTRY_URL,
                config.registryUrls().stream().map(URI::toString).collect(Collectors.joining(",")));
        try {
            // Whoever waits for it repeats by himself, and notices in between that the program is stopping.
            SchemaRegistryClient client =
                    new SchemaRegistryClient(RegistryConfig.from(settings).withoutRetries());
            return new Registry(config.topics(), client, SchemaRegistrations.from(settings, client));
        } catch (ConfigException e) {
            throw new StartException(SettingNames.SCHEMA_REGISTRY_URL + ": " + e.getMessage(), e);
        }
    }

    /** Asks once for the ids of all that is written. */
    void warmUp() {
        registrations.warmUp(topics.aggregates(), AggregateKey.class, RegionAggregate.class);
        registrations.warmUp(topics.finals(), AggregateKey.class, RegionAggregate.class);
    }

    AvroReadings readings() {
        return new AvroReadingDecoder(client);
    }

    Serde<AggregateKey> keys() {
        return AvroSerde.forKeys(client, registrations, AggregateKey.class);
    }

    Serde<RegionAggregate> rows() {
        return AvroSerde.forValues(client, registrations, RegionAggregate.class);
    }
}
