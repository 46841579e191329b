package io.meridian.app.redrive;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.meridian.app.config.MeridianConfig;
import io.meridian.app.config.StreamsProperties;
import io.meridian.app.deadletters.DeadLetterLog;
import io.meridian.app.deadletters.DeadLetters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The topics of one application on a real broker, with dead letters that are written by hand. */
public final class DeadLetterTopic implements AutoCloseable {
    public static final int PARTITIONS = 3;

    private final String kafka;
    private final String name;
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;

    public DeadLetterTopic(String kafka, String name) throws Exception {
        this.kafka = kafka;
        this.name = name;
        admin = Admin.create(Map.of("bootstrap.servers", kafka));
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka, "max.in.flight.requests.per.connection", "1"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        admin.createTopics(List.of(topic(name + ".raw", 100_000), topic(name + ".dlq", 1_000_000)))
                .all()
                .get();
    }

    /** Event times are of another year, so nothing may be deleted by age. */
    private static NewTopic topic(String topic, int maxBytes) {
        return new NewTopic(topic, PARTITIONS, (short) 1)
                .configs(Map.of("retention.ms", "-1", "max.message.bytes", "" + maxBytes));
    }

    /** Has it begin with offset 0 again. */
    void makeAnew() throws Exception {
        admin.deleteTopics(List.of(name + ".dlq")).all().get();
        org.awaitility.Awaitility.await()
                .ignoreExceptions()
                .untilAsserted(() -> admin.createTopics(List.of(topic(name + ".dlq", 1_000_000)))
                        .all()
                        .get());
    }

    public MeridianConfig config(String... more) {
        Map<String, String> settings = new java.util.HashMap<>(Map.of(
                "kafka.bootstrap.servers",
                kafka,
                "application.id",
                name,
                "instance.id",
                "one",
                "topic.raw",
                name + ".raw",
                "topic.dlq",
                name + ".dlq",
                "topic.redriven",
                name + ".redriven",
                "topics.create",
                "true"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return MeridianConfig.of(settings);
    }

    public DeadLetters letters() {
        Map<String, Object> reader = StreamsProperties.ofReader(config(), "test", "earliest");
        return new DeadLetters(() -> new DeadLetterLog(new KafkaConsumer<>(reader), name + ".dlq"));
    }

    /** One as the pipeline writes it. */
    ProducerRecord<byte[], byte[]> letter(int partition, long offset, String code, byte @Nullable [] value) {
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(
                name + ".dlq", partition, 1_000_000L + offset, ("k" + offset).getBytes(UTF_8), value);
        with(letter, "__streams.errors.topic", name + ".raw");
        with(letter, "__streams.errors.partition", "" + partition);
        with(letter, "__streams.errors.offset", "" + offset);
        with(letter, "meridian.error.code", code);
        with(letter, "meridian.error.field", "value");
        with(letter, "meridian.errors", "[{\"code\":\"" + code + "\",\"field\":\"value\",\"message\":\"m\"}]");
        with(letter, "meridian.dlq.attempt", "0");
        return letter;
    }

    static ProducerRecord<byte[], byte[]> with(ProducerRecord<byte[], byte[]> letter, String header, String value) {
        letter.headers().remove(header).add(header, value.getBytes(UTF_8));
        return letter;
    }

    void write(List<ProducerRecord<byte[], byte[]>> letters) {
        List<Future<RecordMetadata>> sent = letters.stream().map(producer::send).toList();
        producer.flush();
        for (Future<RecordMetadata> one : sent) {
            try {
                one.get();
            } catch (InterruptedException | ExecutionException e) {
                throw new AssertionError("a dead letter could not be written", e);
            }
        }
    }

    /** So many of one code in each partition in turn. */
    public void write(int count, String code) {
        List<ProducerRecord<byte[], byte[]>> letters = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            letters.add(
                    letter(i % PARTITIONS, i, code, ("{\"device_id\":\"d-" + (1_000 + i % 7) + "\"}").getBytes(UTF_8)));
        }
        write(letters);
    }

    /** What lies in the raw topic, by partition and offset. */
    List<ConsumerRecord<byte[], byte[]>> sentBack() {
        return committed(name + ".raw");
    }

    List<ConsumerRecord<byte[], byte[]>> committed(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        kafka,
                        "isolation.level",
                        "read_committed",
                        "auto.offset.reset",
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
