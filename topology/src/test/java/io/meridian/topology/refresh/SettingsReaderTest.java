package io.meridian.topology.refresh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.meridian.topology.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SettingsReaderTest {
    private static final TopicPartition TOPIC = new TopicPartition("config", 0);
    private static final String NOON = "2025-03-12T12:00:00Z";
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String US = "regions: {us: [d-0003]}\n";
    private static final String EU = "regions: {eu: [d-0003]}\n";

    private final List<byte[]> log = new CopyOnWriteArrayList<>();
    private final List<MockConsumer<byte[], byte[]>> made = new CopyOnWriteArrayList<>();
    private final List<RuntimeException> failures = new CopyOnWriteArrayList<>();
    private final List<AutoCloseable> started = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable one : started) {
            one.close();
        }
    }

    @Test
    void shouldHaveReadTheWholeHistoryBeforeItSaysSo() {
        log.add(Event.of(1, NOON, US).bytes());
        log.add("nonsense".getBytes(UTF_8));
        log.add(Event.of(2, "2025-03-12T13:00:00Z", EU).bytes());

        SettingsReader reader = start();

        assertThat(reader.isWhole(LONG)).isTrue();
        assertThat(region(reader, NOON)).isEqualTo("us");
        assertThat(region(reader, "2025-03-12T13:00:00Z")).isEqualTo("eu");
        assertThat(reader.status().refused()).isEqualTo(1);
        assertThat(reader.status().fromTopic()).isTrue();
    }

    @Test
    void shouldStandInForAnEmptyTopicAndFollowIt() {
        SettingsReader reader = start();
        assertThat(reader.isWhole(LONG)).isTrue();
        assertThat(region(reader, NOON)).isEqualTo("unassigned");

        append(Event.of(1, NOON, US).bytes());

        await().atMost(LONG)
                .untilAsserted(() -> assertThat(region(reader, NOON)).isEqualTo("us"));
    }

    @Test
    void shouldGoOnAfterWhatItRefuses() {
        SettingsReader reader = start();
        assertThat(reader.isWhole(LONG)).isTrue();

        append(Event.of(1, NOON, US).bytes());
        append("{".getBytes(UTF_8));
        append(Event.of(2, NOON, EU).bytes());

        await().atMost(LONG)
                .untilAsserted(() -> assertThat(region(reader, NOON)).isEqualTo("eu"));
        assertThat(reader.status().refused()).isEqualTo(1);
        assertThat(reader.status().lastRefusal().orElseThrow().offset()).isEqualTo(1);
    }

    @Test
    void shouldReadAgainFromTheStart() {
        log.add(Event.of(1, NOON, US).bytes());
        SettingsReader reader = start();
        assertThat(reader.isWhole(LONG)).isTrue();
        // As after the topic was made anew with other content; who follows it does not notice.
        log.set(0, Event.of(2, NOON, EU).bytes());

        reader.readAgain();

        await().atMost(LONG)
                .untilAsserted(() -> assertThat(region(reader, NOON)).isEqualTo("eu"));
    }

    @Test
    void shouldKeepTheLastGoodSettingsOfATopicThatHasLostThem() {
        log.add(Event.of(1, NOON, US).bytes());
        SettingsReader reader = start();
        assertThat(reader.isWhole(LONG)).isTrue();
        log.set(0, "lost".getBytes(UTF_8));

        reader.readAgain();

        await().atMost(LONG).until(() -> reader.status().trouble().isPresent());
        assertThat(region(reader, NOON)).isEqualTo("us");
    }

    @Test
    void shouldTryAgainWhatItCannotRead() {
        log.add(Event.of(1, NOON, US).bytes());
        failures.add(new KafkaException("no luck"));

        SettingsReader reader = start();

        assertThat(reader.isWhole(LONG)).isTrue();
        assertThat(region(reader, NOON)).isEqualTo("us");
        assertThat(reader.status().trouble()).isEmpty();
    }

    @Test
    void shouldKeepItsSettingsWhereReadingFailsLater() {
        log.add(Event.of(1, NOON, US).bytes());
        SettingsReader reader = start();
        assertThat(reader.isWhole(LONG)).isTrue();

        made.get(0).setPollException(new TopicAuthorizationException("config"));

        await().atMost(LONG).until(() -> made.size() == 2);
        assertThat(region(reader, NOON)).isEqualTo("us");
        append(Event.of(2, NOON, EU).bytes());
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(region(reader, NOON)).isEqualTo("eu"));
        assertThat(reader.status().trouble()).isEmpty();
    }

    @Test
    void shouldGiveUpAtTheStartWhereItMayNotRead() {
        failures.add(new TopicAuthorizationException("config"));

        SettingsReader reader = start();

        assertThatThrownBy(() -> reader.isWhole(LONG))
                .isInstanceOf(SettingsUnreadableException.class)
                .hasMessageContaining("config");
    }

    private SettingsReader start() {
        SettingsReader reader = SettingsReader.start(this::consumer, TOPIC.topic(), Event.SOURCE, Settings.defaults());
        started.add(reader);
        return reader;
    }

    /** Reads the log; that of a broker is sought, and this one hands it out whenever it is asked from the start. */
    private Consumer<byte[], byte[]> consumer() {
        if (!failures.isEmpty()) {
            throw failures.remove(0);
        }
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none") {
            @Override
            public synchronized void seekToBeginning(java.util.Collection<TopicPartition> partitions) {
                super.seekToBeginning(partitions);
                updateEndOffsets(Map.of(TOPIC, (long) log.size()));
                schedulePollTask(() -> {
                    for (int i = 0; i < log.size(); i++) {
                        addRecord(record(i));
                    }
                });
            }
        };
        consumer.updateBeginningOffsets(Map.of(TOPIC, 0L));
        consumer.updateEndOffsets(Map.of(TOPIC, (long) log.size()));
        made.add(consumer);
        return consumer;
    }

    private void append(byte[] value) {
        MockConsumer<byte[], byte[]> consumer = made.get(made.size() - 1);
        synchronized (consumer) {
            log.add(value);
            int offset = log.size() - 1;
            consumer.schedulePollTask(() -> consumer.addRecord(record(offset)));
        }
    }

    private ConsumerRecord<byte[], byte[]> record(int offset) {
        return new ConsumerRecord<>(
                TOPIC.topic(),
                0,
                offset,
                Instant.parse(NOON).toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                0,
                Event.SOURCE.getBytes(UTF_8),
                log.get(offset),
                new RecordHeaders(),
                java.util.Optional.empty());
    }

    private static String region(SettingsReader reader, String time) {
        return reader.history()
                .timeline()
                .at(Instant.parse(time).toEpochMilli())
                .region(3)
                .orElseThrow();
    }
}
