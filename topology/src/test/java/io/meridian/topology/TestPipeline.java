package io.meridian.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.meridian.avro.AggregateKey;
import io.meridian.avro.RegionAggregate;
import io.meridian.topology.ingest.RejectionBreaker;
import io.meridian.topology.settings.Settings;
import io.meridian.topology.settings.SettingsHistory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The whole topology over one raw partition, as Kafka Streams' own test driver runs it. */
final class TestPipeline implements AutoCloseable {
    static final Instant WALL_CLOCK = Instant.parse("2025-03-12T14:30:00Z");
    static final TopologyOptions OPTIONS = new TopologyOptions(
            "telemetry.raw",
            "telemetry.raw.dlq",
            "telemetry.aggregates",
            "telemetry.aggregates.final",
            Duration.ofMinutes(1),
            Duration.ofSeconds(30),
            Duration.ofHours(24),
            Duration.ofSeconds(30),
            65_536,
            false,
            Duration.ofMinutes(5),
            List.of("a secret of this test"),
            1,
            1);

    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> raw;
    private final TestOutputTopic<byte[], byte[]> deadLetters;
    private final TestOutputTopic<AggregateKey, RegionAggregate> changes;
    private final TestOutputTopic<AggregateKey, RegionAggregate> finals;

    TestPipeline(Path stateDir) {
        this(stateDir, OPTIONS, new SettingsHistory(Settings.defaults()));
    }

    TestPipeline(Path stateDir, TopologyOptions options, SettingsHistory settings) {
        this(stateDir, options, settings, RejectionBreaker.off());
    }

    TestPipeline(Path stateDir, TopologyOptions options, SettingsHistory settings, RejectionBreaker breaker) {
        Properties properties = TestTopology.properties(stateDir);
        driver = new TopologyTestDriver(
                TestTopology.build(options, settings, breaker, stateDir), properties, WALL_CLOCK);
        raw = driver.createInputTopic(options.rawTopic(), new ByteArraySerializer(), new ByteArraySerializer());
        deadLetters =
                driver.createOutputTopic(options.dlqTopic(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        changes = driver.createOutputTopic(
                options.aggregatesTopic(),
                AvroTestSerdes.keys().deserializer(),
                AvroTestSerdes.rows().deserializer());
        finals = driver.createOutputTopic(
                options.finalTopic(),
                AvroTestSerdes.keys().deserializer(),
                AvroTestSerdes.rows().deserializer());
    }

    TopologyTestDriver driver() {
        return driver;
    }

    /** Sends a reading as a producer would whose clock agrees with the device's. */
    TestPipeline send(String device, String metric, double value, String timestamp) {
        String json = "{\"device_id\":\"%s\",\"metric\":\"%s\",\"value\":%s,\"timestamp\":\"%s\"}"
                .formatted(device, metric, value, timestamp);
        return sendRaw(json, Instant.parse(timestamp));
    }

    TestPipeline sendRaw(String value, Instant recordTimestamp) {
        return sendRaw("key".getBytes(UTF_8), value.getBytes(UTF_8), new RecordHeaders(), recordTimestamp);
    }

    TestPipeline sendRaw(byte[] key, byte @Nullable [] value, Headers headers, Instant recordTimestamp) {
        raw.pipeInput(new TestRecord<>(key, value, headers, recordTimestamp));
        return this;
    }

    List<TestRecord<byte[], byte[]>> deadLetters() {
        return deadLetters.readRecordsToList();
    }

    List<RegionAggregate> changes() {
        return changes.readValuesToList();
    }

    List<RegionAggregate> finals() {
        return finals.readValuesToList();
    }

    @Override
    public void close() {
        driver.close();
    }
}
