package io.meridian.app.exactness;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meridian.avro.AvroDeserializer;
import io.meridian.avro.AvroSerializer;
import io.meridian.avro.Reading;
import io.meridian.avro.RegionAggregate;
import io.meridian.local.Children;
import io.meridian.local.FreePorts;
import io.meridian.local.LocalHome;
import io.meridian.local.LocalKafka;
import io.meridian.local.LocalRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry that does not answer is no fault of the record: ingest waits, and rejects nothing. */
class RegistryOutageIT {
    private static final String APPLICATION = "outage";
    private static final int READINGS = 500;
    private static final Instant TIME = Instant.parse("2025-03-12T14:30:00Z");

    @TempDir
    Path directory;

    private final Children children = new Children();
    private final LocalHome home = LocalHome.ofThisJvm();

    @AfterEach
    void stopAll() {
        children.close();
    }

    @Test
    void shouldWaitForARegistryThatIsDownForTenSeconds() throws Exception {
        int registryPort = FreePorts.find();
        LocalRegistry registry = LocalRegistry.start(children, home, directory, registryPort);
        LocalKafka kafka = LocalKafka.start(children, home, directory, FreePorts.find());
        kafka.awaitReady(LocalKafka.START_TIMEOUT);
        registry.awaitReady(LocalRegistry.START_TIMEOUT);
        createTopics(kafka);

        try (Fleet fleet = new Fleet(
                kafka.bootstrapServers(), registry.url().toString(), directory, APPLICATION, "exactly_once_v2")) {
            fleet.start("one");
            await(fleet.lastLines())
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> fleet.lastLines().contains("Running"));
            byte[] framed = framedReading(registry);
            registry.process().kill();

            send(kafka, framed);
            boolean never = new CountDownLatch(1).await(10, TimeUnit.SECONDS);
            assertThat(never).isFalse();
            assertThat(fleet.lastLines()).contains("Ingest waits for the schema registry");
            LocalRegistry again = LocalRegistry.start(children, home, directory, registryPort);
            again.awaitReady(LocalRegistry.START_TIMEOUT);

            try (CommittedOutput changes = new CommittedOutput(kafka.bootstrapServers(), APPLICATION + ".aggregates");
                    CommittedOutput letters = new CommittedOutput(kafka.bootstrapServers(), APPLICATION + ".raw.dlq")) {
                await("all counted")
                        .atMost(Duration.ofMinutes(2))
                        .untilAsserted(
                                () -> assertThat(lastCount(again, changes)).isEqualTo(READINGS));
                assertThat(letters.records()).isEmpty();
            } catch (AssertionError failure) {
                throw new AssertionError(failure.getMessage() + "\n" + fleet.lastLines(), failure);
            }
        }
    }

    private static void createTopics(LocalKafka kafka) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            TrialTopics.create(admin, APPLICATION, 1);
        }
    }

    private static byte[] framedReading(LocalRegistry registry) {
        try (AvroSerializer<Reading> serializer = new AvroSerializer<>()) {
            serializer.configure(Map.of("schema.registry.url", registry.url().toString()), false);
            Reading reading = Reading.newBuilder()
                    .setDeviceId("d-0001")
                    .setMetric("cpu_load")
                    .setValue(7)
                    .setTimestamp(TIME)
                    .build();
            return requireNonNull(serializer.serialize("anything", reading));
        }
    }

    private static void send(LocalKafka kafka, byte[] framed) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < READINGS; i++) {
                var unused =
                        producer.send(new ProducerRecord<>(APPLICATION + ".raw", 0, TIME.toEpochMilli(), null, framed));
            }
        }
    }

    private static long lastCount(LocalRegistry registry, CommittedOutput changes) {
        try (AvroDeserializer<RegionAggregate> deserializer = new AvroDeserializer<>()) {
            deserializer.configure(Map.of("schema.registry.url", registry.url().toString()), false);
            return changes.records().stream()
                    .mapToLong(change -> requireNonNull(deserializer.deserialize("any", change.value()))
                            .getCount())
                    .max()
                    .orElse(0);
        }
    }
}
