package io.meridian.topology.ingest;

import io.meridian.reading.FastReadingDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * Makes Kafka Streams' clients as it would itself, but for the names of transactions, and the main consumers: those decode the
 * raw topic as they read it, and each is remembered, to ask it for lags. Kafka names a consumer after its thread; it is asked on that thread only, as
 * consumers demand.
 */
public final class IngestClients implements KafkaClientSupplier, Lags {
    private static final String CONSUMER_SUFFIX = "-consumer";

    private final String rawTopic;
    private final int maxBytes;
    private final boolean rejectUnknownFields;
    private final RejectionBreaker breaker;
    private final TransactionalIds transactions;
    private final Map<String, Consumer<byte[], byte[]>> byClientId = new ConcurrentHashMap<>();

    /**
     * @param rawTopic name of the topic of raw records
     * @param maxBytes the longest record value that may be a reading, in bytes
     * @param rejectUnknownFields whether a JSON field beyond the contract's is a violation
     * @param breaker while it holds ingest, no raw records are fetched
     * @param transactions how producers call theirs
     */
    public IngestClients(
            String rawTopic,
            int maxBytes,
            boolean rejectUnknownFields,
            RejectionBreaker breaker,
            TransactionalIds transactions) {
        this.rawTopic = rawTopic;
        this.maxBytes = maxBytes;
        this.rejectUnknownFields = rejectUnknownFields;
        this.breaker = breaker;
        this.transactions = transactions;
    }

    @Override
    public OptionalLong of(String topic, int partition) {
        Consumer<byte[], byte[]> consumer =
                byClientId.get(Thread.currentThread().getName() + CONSUMER_SUFFIX);
        TopicPartition wanted = new TopicPartition(topic, partition);
        if (consumer == null || !consumer.assignment().contains(wanted)) {
            return OptionalLong.empty();
        }
        return consumer.currentLag(wanted);
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        Consumer<byte[], byte[]> consumer =
                new HeldConsumer(config, new ByteArrayDeserializer(), values(), rawTopic, breaker);
        byClientId.put(String.valueOf(config.get(ConsumerConfig.CLIENT_ID_CONFIG)), consumer);
        return consumer;
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return consumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return consumer(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        Map<String, Object> named = new HashMap<>(config);
        named.computeIfPresent(
                ProducerConfig.TRANSACTIONAL_ID_CONFIG, (name, given) -> transactions.own(given.toString()));
        return new KafkaProducer<>(named, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    /** Bytes, but for the raw topic, whose values {@link FoldingInterceptor} takes off before anybody asks for bytes. */
    @SuppressWarnings("unchecked")
    private Deserializer<byte[]> values() {
        return (Deserializer<byte[]>) (Deserializer<?>)
                new RawTopicDeserializer(rawTopic, new FastReadingDecoder(maxBytes, rejectUnknownFields));
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
