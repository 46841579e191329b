package io.meridian.app.run;

import io.meridian.app.config.MeridianConfig;
import io.meridian.app.config.SettingNames;
import io.meridian.avro.AggregateKey;
import io.meridian.avro.AvroSerde;
import io.meridian.avro.Evolution;
import io.meridian.avro.RegionAggregate;
import io.meridian.avro.SchemaRegistrations;
import io.meridian.avro.reading.AvroReadingDecoder;
import io.meridian.avro.reading.AvroReadings;
import io.meridian.registry.RegistryConfig;
import io.meridian.registry.SchemaRegistryClient;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
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
        Map<String, String> settings = new HashMap<>();
        config.registry().forEach((name, value) -> settings.put(prefixed(name), value));
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

    /** The registry's own TLS has Confluent's prefix, which the settings of the program have too, and have lost here. */
    private static String prefixed(String name) {
        return name.startsWith("ssl.") ? SettingNames.REGISTRY_PREFIX + name : name;
    }

    /**
     * Asks once for the ids of all that is written.
     *
     * @throws StartException if what is to be written, and what the registry has, are no versions of the same
     */
    void warmUp() {
        for (String topic : List.of(topics.aggregates(), topics.finals())) {
            check(topic + "-key", AggregateKey.getClassSchema());
            check(topic + "-value", RegionAggregate.getClassSchema());
        }
        registrations.warmUp(topics.aggregates(), AggregateKey.class, RegionAggregate.class);
        registrations.warmUp(topics.finals(), AggregateKey.class, RegionAggregate.class);
    }

    /** Whatever rule the subject has in the registry, NONE too: who reads the topic has to be able to read all of it. */
    private void check(String subject, Schema ours) {
        for (int version : client.versions(subject)) {
            client.version(subject, version).ifPresent(known -> {
                List<String> faults = Evolution.faults(ours, known.schema());
                if (!faults.isEmpty()) {
                    throw new StartException("expected version " + version + " of the subject " + subject
                            + " in the schema registry to be compatible with this program's " + ours.getFullName()
                            + ", found " + String.join("; ", faults)
                            + ": name another topic, or run the program that fits the registry");
                }
            });
        }
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
