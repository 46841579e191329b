package io.meridian.app.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigDef.Validator;

/** Every setting of the program, its default, and what one value alone may be. */
final class SettingDefinitions {
    /** Stands for "not set" where the default depends on other settings. */
    static final String DERIVED = "";

    private SettingDefinitions() {}

    static ConfigDef all() {
        ConfigDef settings = new ConfigDef();
        define(
                settings,
                SettingNames.BOOTSTRAP_SERVERS,
                ConfigDef.Type.STRING,
                ConfigDef.NO_DEFAULT_VALUE,
                SettingRules.filled(),
                HIGH,
                "host:port of one or more Kafka brokers, separated by commas.");
        instance(settings);
        topics(settings);
        windows(settings);
        readings(settings);
        deadLetters(settings);
        RestSettings.define(settings);
        return settings;
    }

    private static void instance(ConfigDef settings) {
        define(
                settings,
                SettingNames.APPLICATION_ID,
                ConfigDef.Type.STRING,
                "meridian",
                SettingRules.kafkaName(),
                HIGH,
                "Names the group of instances that share the work: consumer group, state and internal topics bear it.");
        define(
                settings,
                SettingNames.INSTANCE_ID,
                ConfigDef.Type.STRING,
                DERIVED,
                SettingRules.kafkaNameOrDerived(),
                HIGH,
                "Names this instance; the same after a restart, another for each instance. Host name and REST port, if not set.");
        define(
                settings,
                SettingNames.STATE_DIR,
                ConfigDef.Type.STRING,
                ".meridian/state",
                SettingRules.filled(),
                HIGH,
                "Directory of the local state; each instance has its own in it. Can be lost: it is rebuilt from Kafka.");
        define(
                settings,
                SettingNames.THREADS,
                ConfigDef.Type.INT,
                1,
                Range.between(1, 256),
                MEDIUM,
                "How many threads process records.");
        define(
                settings,
                SettingNames.PROCESSING_GUARANTEE,
                ConfigDef.Type.STRING,
                "exactly_once_v2",
                ValidString.in("exactly_once_v2", "at_least_once"),
                MEDIUM,
                "exactly_once_v2 counts each reading once whatever dies when; at_least_once may count some again after a crash.");
        define(
                settings,
                SettingNames.NUM_STANDBY_REPLICAS,
                ConfigDef.Type.INT,
                0,
                Range.between(0, 16),
                MEDIUM,
                "How many other instances keep a copy of each store.");
        define(
                settings,
                SettingNames.SCHEMA_REGISTRY_URL,
                ConfigDef.Type.STRING,
                "http://127.0.0.1:8081",
                SettingRules.httpUrls(),
                HIGH,
                "The schema registry, or several urls of it separated by commas.");
        define(
                settings,
                SettingNames.CONFIGS_DIR,
                ConfigDef.Type.STRING,
                DERIVED,
                SettingRules.any(),
                MEDIUM,
                "Directory of the YAML files with regions and metrics, read at start; they hold while topic.config is empty. Without it every device is unassigned.");
        define(
                settings,
                SettingNames.CONFIG_SOURCE,
                ConfigDef.Type.STRING,
                "local_config",
                SettingRules.filled(),
                LOW,
                "Whose events in topic.config count: source.id of the connector that watches the directory.");
        define(
                settings,
                SettingNames.REST_LISTENER,
                ConfigDef.Type.STRING,
                "http://127.0.0.1:8080",
                SettingRules.httpUrl(),
                HIGH,
                "Where REST listens; port 0 takes a free one.");
        define(
                settings,
                SettingNames.REST_ADVERTISED_URL,
                ConfigDef.Type.STRING,
                DERIVED,
                SettingRules.httpUrlOrDerived(),
                MEDIUM,
                "Where other instances reach this one's REST; the listener, if not set.");
    }

    private static void topics(ConfigDef settings) {
        define(
                settings,
                SettingNames.TOPIC_RAW,
                ConfigDef.Type.STRING,
                "telemetry.raw",
                SettingRules.kafkaName(),
                MEDIUM,
                "Topic that raw readings are read from.");
        define(
                settings,
                SettingNames.TOPIC_DLQ,
                ConfigDef.Type.STRING,
                "telemetry.raw.dlq",
                SettingRules.kafkaName(),
                MEDIUM,
                "Topic that rejected records go to.");
        define(
                settings,
                SettingNames.TOPIC_AGGREGATES,
                ConfigDef.Type.STRING,
                "telemetry.aggregates",
                SettingRules.kafkaName(),
                MEDIUM,
                "Topic of every change of an aggregate.");
        define(
                settings,
                SettingNames.TOPIC_FINAL,
                ConfigDef.Type.STRING,
                "telemetry.aggregates.final",
                SettingRules.kafkaName(),
                MEDIUM,
                "Topic of the aggregates of closed windows.");
        define(
                settings,
                SettingNames.TOPIC_CONFIG,
                ConfigDef.Type.STRING,
                "config.refresh",
                SettingRules.kafkaName(),
                MEDIUM,
                "Topic of refresh events, which bear the settings of regions and metrics.");
        define(
                settings,
                SettingNames.TOPIC_REDRIVEN,
                ConfigDef.Type.STRING,
                "telemetry.raw.dlq.redriven",
                SettingRules.kafkaName(),
                LOW,
                "Topic that notes which dead letters were sent back; the first redrive makes it where topics.create is true.");
        define(
                settings,
                SettingNames.TOPICS_CREATE,
                ConfigDef.Type.BOOLEAN,
                false,
                SettingRules.any(),
                MEDIUM,
                "Whether to create topics that are missing, with 4 partitions for raw readings.");
    }

    private static void windows(ConfigDef settings) {
        define(
                settings,
                SettingNames.WINDOW_SIZE,
                ConfigDef.Type.STRING,
                "1m",
                SettingRules.duration(1),
                HIGH,
                "Length of a window.");
        define(
                settings,
                SettingNames.WINDOW_GRACE,
                ConfigDef.Type.STRING,
                "30s",
                SettingRules.duration(0),
                HIGH,
                "How long after its end a window still takes readings, in event time.");
        define(
                settings,
                SettingNames.WINDOW_RETENTION,
                ConfigDef.Type.STRING,
                "24h",
                SettingRules.duration(1),
                HIGH,
                "How long windows are kept for look-ups and corrections, in event time; at least size and grace together.");
        define(
                settings,
                SettingNames.WINDOW_IDLE,
                ConfigDef.Type.STRING,
                "30s",
                SettingRules.duration(1),
                MEDIUM,
                "How long a partition without input holds windows open, by the wall clock.");
    }

    private static void readings(ConfigDef settings) {
        define(
                settings,
                SettingNames.READING_MAX_AHEAD,
                ConfigDef.Type.STRING,
                "5m",
                SettingRules.duration(0),
                MEDIUM,
                "How far a reading's timestamp may be ahead of its Kafka record's.");
        define(
                settings,
                SettingNames.READING_MAX_BYTES,
                ConfigDef.Type.INT,
                65_536,
                Range.between(1, 16 * 1024 * 1024),
                LOW,
                "The longest record that may be a reading, in bytes.");
        define(
                settings,
                SettingNames.READING_UNKNOWN_FIELDS,
                ConfigDef.Type.STRING,
                "ignore",
                ValidString.in("ignore", "reject"),
                LOW,
                "What happens to a reading with a field that is not known.");
    }

    private static void deadLetters(ConfigDef settings) {
        define(
                settings,
                SettingNames.DLQ_MAX_ATTEMPTS,
                ConfigDef.Type.INT,
                3,
                Range.between(1, 1_000),
                LOW,
                "How often a rejected record is sent back at most.");
        settings.define(
                SettingNames.DLQ_RECONCILE_SECRET,
                ConfigDef.Type.PASSWORD,
                DERIVED,
                SettingRules.secrets(),
                MEDIUM,
                "Proves that a late reading was sent back to count although its window has closed: the same for every instance"
                        + " and for meridian dlq redrive --reconcile. At least 16 characters, such as those of openssl rand -hex 32;"
                        + " of several, separated by commas, the first seals and each is believed. Without it nothing is reconciled.");
        define(
                settings,
                SettingNames.REJECT_MAX_RATIO,
                ConfigDef.Type.STRING,
                DERIVED,
                SettingRules.ratioOrDerived(),
                MEDIUM,
                "Share of the readings of the last minute, 0 to 1, above which so many are rejected that this instance pauses"
                        + " ingest until it is resumed or the settings change; never, if not set.");
    }

    private static void define(
            ConfigDef settings,
            String name,
            ConfigDef.Type type,
            Object value,
            Validator rule,
            Importance importance,
            String doc) {
        settings.define(name, type, value, rule, importance, doc);
    }
}
