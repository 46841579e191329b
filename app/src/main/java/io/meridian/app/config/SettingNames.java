package io.meridian.app.config;

/** The names of all settings, as they stand in a properties file. */
public final class SettingNames {
    public static final String APPLICATION_ID = "application.id";
    public static final String INSTANCE_ID = "instance.id";
    public static final String STATE_DIR = "state.dir";
    public static final String THREADS = "threads";
    public static final String PROCESSING_GUARANTEE = "processing.guarantee";
    public static final String NUM_STANDBY_REPLICAS = "num.standby.replicas";
    public static final String SCHEMA_REGISTRY_URL = "schema.registry.url";
    public static final String CONFIGS_DIR = "configs.dir";
    public static final String CONFIG_SOURCE = "config.source";
    public static final String REST_LISTENER = "rest.listener";
    public static final String REST_AUTH_ALLOW_INSECURE = "rest.auth.allow.insecure";
    public static final String REST_ADVERTISED_URL = "rest.advertised.url";
    public static final String TOPIC_RAW = "topic.raw";
    public static final String TOPIC_DLQ = "topic.dlq";
    public static final String TOPIC_AGGREGATES = "topic.aggregates";
    public static final String TOPIC_FINAL = "topic.final";
    public static final String TOPIC_CONFIG = "topic.config";
    public static final String TOPIC_REDRIVEN = "topic.redriven";
    public static final String TOPICS_CREATE = "topics.create";
    public static final String WINDOW_SIZE = "window.size";
    public static final String WINDOW_GRACE = "window.grace";
    public static final String WINDOW_RETENTION = "window.retention";
    public static final String WINDOW_IDLE = "window.idle";
    public static final String READING_MAX_AHEAD = "reading.max.ahead";
    public static final String READING_MAX_BYTES = "reading.max.bytes";
    public static final String READING_UNKNOWN_FIELDS = "reading.unknown.fields";

    public static final String DLQ_MAX_ATTEMPTS = "dlq.max.attempts";
    public static final String DLQ_RECONCILE_SECRET = "dlq.reconcile.secret";
    public static final String REJECT_MAX_RATIO = "reject.max.ratio";

    /** Where the brokers are: the one setting without a default. */
    public static final String BOOTSTRAP_SERVERS = "kafka.bootstrap.servers";

    /** What begins so goes to the Kafka clients, without this prefix. */
    public static final String KAFKA_PREFIX = "kafka.";

    /** What begins so, but for the url, goes to the registry client, without this prefix: {@code basic.auth.user.info}, … */
    public static final String REGISTRY_PREFIX = "schema.registry.";

    private SettingNames() {}
}
