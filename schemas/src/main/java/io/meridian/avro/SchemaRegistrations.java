package io.meridian.avro;

import static java.util.Objects.requireNonNull;

import io.meridian.registry.RegistryRefusedException;
import io.meridian.registry.RegistryUnavailableException;
import io.meridian.registry.SchemaRegistryClient;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/**
 * The ids of the schemas that are written, by topic: the subject is {@code <topic>-key} or {@code <topic>-value}, as
 * Confluent's TopicNameStrategy has it. Ids are remembered for good, so a program that calls {@link #warmUp} for each of
 * its output topics before it starts does not need the registry to write. Safe for concurrent use.
 */
public final class SchemaRegistrations {
    /** Whether schemas are registered when they are first written; otherwise they must be in the registry already. */
    public static final String AUTO_REGISTER_SCHEMAS = "auto.register.schemas";

    private static final ConfigDef SETTINGS = new ConfigDef()
            .define(
                    AUTO_REGISTER_SCHEMAS,
                    ConfigDef.Type.BOOLEAN,
                    true,
                    Importance.MEDIUM,
                    "Whether schemas are registered when they are first written.");

    private final SchemaRegistryClient registry;
    private final boolean autoRegister;

    /**
     * @param registry keeps the ids
     * @param autoRegister false where schemas are registered by other means, and only looked up
     */
    public SchemaRegistrations(SchemaRegistryClient registry, boolean autoRegister) {
        this.registry = requireNonNull(registry, "registry");
        this.autoRegister = autoRegister;
    }

    /**
     * As the setting {@value #AUTO_REGISTER_SCHEMAS} says, true by default.
     *
     * @throws org.apache.kafka.common.config.ConfigException if it is neither true nor false
     */
    public static SchemaRegistrations from(Map<String, ?> settings, SchemaRegistryClient registry) {
        return new SchemaRegistrations(
                registry, new AbstractConfig(SETTINGS, settings, false).getBoolean(AUTO_REGISTER_SCHEMAS));
    }

    /**
     * Gets the ids of a topic's key and value; afterwards its serializers need no registry.
     *
     * @throws RegistryUnavailableException if no answer came, after all retries
     * @throws RegistryRefusedException if the registry does not take a schema, or, without auto-registration, lacks it
     */
    public void warmUp(String topic, Class<? extends SpecificRecord> key, Class<? extends SpecificRecord> value) {
        id(topic, true, SpecificData.get().getSchema(key));
        id(topic, false, SpecificData.get().getSchema(value));
    }

    int id(String topic, boolean isKey, Schema schema) {
        String subject = topic + (isKey ? "-key" : "-value");
        return autoRegister ? registry.register(subject, schema) : registry.registeredId(subject, schema);
    }
}
