package io.meridian.app.config;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;

/** What the settings are for Kafka's own clients. */
public final class StreamsProperties {
    /** Above what a broker takes by default, as a dead letter is larger than the record that it holds. */
    private static final int MAX_REQUEST_BYTES = 16 * 1024 * 1024;

    /** How fresh look-ups are, under either guarantee, in milliseconds. */
    private static final int COMMIT_INTERVAL_MS = 100;

    /** Each poll has its price, so more than Kafka Streams' thousand; but what it brings shall stay in the processor's cache. */
    private static final int MAX_POLL_RECORDS = 2_500;

    /** So that a fetch of raw records comes in few pieces. */
    private static final int RECEIVE_BUFFER_BYTES = 1024 * 1024;

    /** So that the dead letters of a commit fit into few requests. */
    private static final int BATCH_BYTES = 128 * 1024;

    private static final int LOAD_LINGER_MS = 10;
    private static final int LOAD_DELIVERY_MS = 120_000;

    /** How long one send may wait for a topic that is not there, or a broker that does not answer. */
    private static final int LOAD_BLOCK_MS = 5_000;

    private static final int REDRIVE_TRANSACTION_MS = 10_000;
    private static final int REDRIVE_BLOCK_MS = 30_000;

    private StreamsProperties() {}

    /**
     * The properties of Kafka Streams: Meridian's defaults, then what the user sets under {@code kafka.}, then what
     * follows from Meridian's own settings.
     *
     * @param advertised where other instances reach this one's REST
     */
    public static Properties of(MeridianConfig config, URI advertised) {
        Map<String, Object> properties = new HashMap<>(defaults());
        properties.putAll(config.kafka());
        if (hasStaticMembers(config)) {
            // Kafka appends the number of the thread. The new protocol refuses static members in 4.3.
            properties.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, config.instanceId());
        } else {
            properties.keySet().remove(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG);
            properties.keySet().remove(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG);
        }
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, config.applicationId());
        properties.put(StreamsConfig.CLIENT_ID_CONFIG, config.applicationId() + "-" + config.instanceId());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDir().toString());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads());
        properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, config.standbyReplicas());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, config.guarantee());
        properties.put(StreamsConfig.APPLICATION_SERVER_CONFIG, advertised.getHost() + ":" + advertised.getPort());
        properties.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.NO_OPTIMIZATION);
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        if (config.guarantee().equals(StreamsConfig.AT_LEAST_ONCE)) {
            // Implied by exactly-once; here it keeps out what producers have rolled back.
            properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
        }
        Properties result = new Properties();
        result.putAll(properties);
        return result;
    }

    /** Whether members of the group have names that last. */
    public static boolean hasStaticMembers(MeridianConfig config) {
        return !"streams".equals(config.kafka().get(StreamsConfig.GROUP_PROTOCOL_CONFIG));
    }

    /** The properties of a client beside Kafka Streams, such as the one that looks at topics. */
    public static Map<String, Object> ofAdmin(MeridianConfig config) {
        Properties streams = of(config, config.rest().listener());
        return new StreamsConfig(streams)
                .getAdminConfigs(config.applicationId() + "-" + config.instanceId() + "-start");
    }

    /**
     * The properties of a consumer that reads what is committed, by itself, from offsets that it chooses.
     *
     * @param purpose the end of its client id
     * @param offsetReset what it does where its offset does not exist, {@code earliest} or {@code none}
     */
    public static Map<String, Object> ofReader(MeridianConfig config, String purpose, String offsetReset) {
        Properties streams = of(config, config.rest().listener());
        Map<String, Object> reader = new StreamsConfig(streams)
                .getRestoreConsumerConfigs(config.applicationId() + "-" + config.instanceId() + "-" + purpose);
        reader.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        reader.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        reader.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, offsetReset);
        reader.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        reader.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return reader;
    }

    /** The properties of the one producer that sends dead letters back, for all instances of the application. */
    public static Map<String, Object> ofRedriver(MeridianConfig config) {
        Properties streams = of(config, config.rest().listener());
        Map<String, Object> producer = new StreamsConfig(streams)
                .getProducerConfigs(config.applicationId() + "-" + config.instanceId() + "-redrive");
        producer.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, config.applicationId() + "-redrive");
        // Until a redrive that died is told dead, readers of the raw topic wait behind what it had begun.
        producer.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, REDRIVE_TRANSACTION_MS);
        producer.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        producer.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, REDRIVE_BLOCK_MS);
        producer.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, REDRIVE_BLOCK_MS);
        producer.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REDRIVE_TRANSACTION_MS);
        // More are lost to a topic that has just been made: should the first be refused and the next be taken, Kafka
        // waits in
        // vain for the order to be as it was.
        producer.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        producer.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        producer.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        producer.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return producer;
    }

    /** The properties of the producer that sends readings of its own: each once and in order, but outside of transactions. */
    public static Map<String, Object> ofLoad(MeridianConfig config) {
        Properties streams = of(config, config.rest().listener());
        // Meridian's defaults of before are for what is sent with each commit.
        Map.of(
                        ProducerConfig.LINGER_MS_CONFIG,
                        LOAD_LINGER_MS,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        LOAD_DELIVERY_MS,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        LOAD_BLOCK_MS)
                .forEach((name, value) -> {
                    if (!config.kafka().containsKey(name)) {
                        streams.putIfAbsent(StreamsConfig.producerPrefix(name), value);
                    }
                });
        Map<String, Object> producer = new StreamsConfig(streams).getProducerConfigs("meridian-produce");
        producer.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        return producer;
    }

    private static Map<String, Object> defaults() {
        Map<String, Object> defaults = new HashMap<>();
        defaults.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
        defaults.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        // By its answer a member learns that another has died.
        defaults.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_000);
        defaults.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL_MS);
        // Each task reads one partition, so there is nothing to wait for and put in order; asking costs text for each
        // answer.
        defaults.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        // Meridian's stores hold objects of their own and take no cache of Kafka's.
        defaults.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        // Those of the clients without a prefix such as "producer.", so that the user's win whether they have it or
        // not.
        defaults.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS);
        defaults.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, RECEIVE_BUFFER_BYTES);
        // A commit sends whatever waits, so nothing waits longer for this; but the sender sleeps in between.
        defaults.put(ProducerConfig.LINGER_MS_CONFIG, COMMIT_INTERVAL_MS);
        defaults.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        defaults.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        defaults.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
        return defaults;
    }
}
