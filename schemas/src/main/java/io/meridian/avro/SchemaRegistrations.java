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
import org.apache.kafka.common.errors.SerializationException;

/**
 * The ids of the schemas that are written, by subject, which is {@code <topic>-key} or {@code <topic>-value} unless another
 * {@link SubjectNames} is set. Ids are remembered for good, so a program that calls {@link #warmUp} for each of
 * its output topics before it starts does not need the registry to write. Safe for concurrent use.
 */
public final class SchemaRegistrations {
    /** Whether schemas are registered when they are first written; otherwise they must be in the registry already. */
    public static final String AUTO_REGISTER_SCHEMAS = "auto.register.schemas";

    /**
     * Without {@value #AUTO_REGISTER_SCHEMAS}: whether records are written with the newest schema of the subject, whichever that
     * is, and not with their own.
     */
    public static final String USE_LATEST_VERSION = "use.latest.version";

    /** How the subject of a key is called. */
    public static final String KEY_SUBJECT_NAME_STRATEGY = "key.subject.name.strategy";

    /** How the subject of a value is called. */
    public static final String VALUE_SUBJECT_NAME_STRATEGY = "value.subject.name.strategy";

    private static final ConfigDef SETTINGS = new ConfigDef()
            .define(
                    USE_LATEST_VERSION,
                    ConfigDef.Type.BOOLEAN,
                    false,
                    Importance.LOW,
                    "Whether records are written with the newest schema of the subject.")
            .define(
                    KEY_SUBJECT_NAME_STRATEGY,
                    ConfigDef.Type.STRING,
                    SubjectNames.TOPIC.className(),
                    Importance.MEDIUM,
                    "How the subject of a key is called.")
            .define(
                    VALUE_SUBJECT_NAME_STRATEGY,
                    ConfigDef.Type.STRING,
                    SubjectNames.TOPIC.className(),
                    Importance.MEDIUM,
                    "How the subject of a value is called.")
            .define(
                    AUTO_REGISTER_SCHEMAS,
                    ConfigDef.Type.BOOLEAN,
                    true,
                    Importance.MEDIUM,
                    "Whether schemas are registered when they are first written.");

    private final SchemaRegistryClient registry;
    private final boolean autoRegister;
    private final boolean useLatest;
    private final SubjectNames keys;
    private final SubjectNames values;

    /**
     * What a record is written with.
     *
     * @param id what stands before it
     * @param schema the writer's schema of that id
     */
    record Written(int id, Schema schema) {}

    /**
     * @param registry keeps the ids
     * @param autoRegister false where schemas are registered by other means, and only looked up
     */
    public SchemaRegistrations(SchemaRegistryClient registry, boolean autoRegister) {
        this(registry, autoRegister, false, SubjectNames.TOPIC, SubjectNames.TOPIC);
    }

    private SchemaRegistrations(
            SchemaRegistryClient registry,
            boolean autoRegister,
            boolean useLatest,
            SubjectNames keys,
            SubjectNames values) {
        this.registry = requireNonNull(registry, "registry");
        this.autoRegister = autoRegister;
        this.useLatest = useLatest && !autoRegister;
        this.keys = keys;
        this.values = values;
    }

    /**
     * As {@value #AUTO_REGISTER_SCHEMAS}, {@value #USE_LATEST_VERSION}, {@value #KEY_SUBJECT_NAME_STRATEGY} and
     * {@value #VALUE_SUBJECT_NAME_STRATEGY} say.
     *
     * @throws org.apache.kafka.common.config.ConfigException if one of them is not valid
     */
    public static SchemaRegistrations from(Map<String, ?> settings, SchemaRegistryClient registry) {
        AbstractConfig given = new AbstractConfig(SETTINGS, SubjectNames.asText(settings), false);
        return new SchemaRegistrations(
                registry,
                given.getBoolean(AUTO_REGISTER_SCHEMAS),
                given.getBoolean(USE_LATEST_VERSION),
                SubjectNames.of(KEY_SUBJECT_NAME_STRATEGY, given.getString(KEY_SUBJECT_NAME_STRATEGY)),
                SubjectNames.of(VALUE_SUBJECT_NAME_STRATEGY, given.getString(VALUE_SUBJECT_NAME_STRATEGY)));
    }

    /**
     * Gets the ids of a topic's key and value; afterwards its serializers need no registry.
     *
     * @throws RegistryUnavailableException if no answer came, after all retries
     * @throws RegistryRefusedException if the registry does not take a schema, or, without auto-registration, lacks it
     */
    public void warmUp(String topic, Class<? extends SpecificRecord> key, Class<? extends SpecificRecord> value) {
        written(topic, true, SpecificData.get().getSchema(key));
        written(topic, false, SpecificData.get().getSchema(value));
    }

    /** Whether what a record is written with may change from one record to the next. */
    boolean mayChange() {
        return useLatest;
    }

    Written written(String topic, boolean isKey, Schema schema) {
        String subject = subject(topic, isKey, schema);
        if (useLatest) {
            return registry.latest(subject)
                    .map(newest -> new Written(newest.id(), newest.schema()))
                    .orElseThrow(() -> new SerializationException(USE_LATEST_VERSION
                            + " is true: expected a version of the subject " + subject + ", found none"));
        }
        int id = autoRegister ? registry.register(subject, schema) : registry.registeredId(subject, schema);
        return new Written(id, schema);
    }

    private String subject(String topic, boolean isKey, Schema schema) {
        return (isKey ? keys : values).subject(topic, isKey, schema);
    }
}
