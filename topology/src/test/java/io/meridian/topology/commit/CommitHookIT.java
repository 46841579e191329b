package io.meridian.topology.commit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meridian.local.Children;
import io.meridian.local.FreePorts;
import io.meridian.local.LocalHome;
import io.meridian.local.LocalKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The alarm for a Kafka upgrade: on a real broker, each commit runs the hook first, and waits for what it forwards. */
class CommitHookIT {
    private static final int BURSTS = 5;
    private static final int BURST = 200;

    @TempDir
    static Path directory;

    private static final Children CHILDREN = new Children();
    private static LocalKafka kafka;

    @BeforeAll
    static void startBroker() {
        kafka = LocalKafka.start(CHILDREN, LocalHome.ofThisJvm(), directory, FreePorts.find());
        kafka.awaitReady(LocalKafka.START_TIMEOUT);
    }

    @AfterAll
    static void stopBroker() {
        CHILDREN.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {StreamsConfig.EXACTLY_ONCE_V2, StreamsConfig.AT_LEAST_ONCE})
    void shouldRunBeforeEachCommit(String guarantee) throws Exception {
        String in = "in-" + guarantee;
        String out = "out-" + guarantee;
        CommitLog log = new CommitLog(in);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(in, 1, (short) 1), new NewTopic(out, 1, (short) 1)))
                    .all()
                    .get();
        }
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
                KafkaStreams streams = new KafkaStreams(topology(in, out, log), properties(guarantee), log)) {
            streams.start();
            for (int burst = 1; burst <= BURSTS; burst++) {
                IntStream.range(0, BURST).forEach(i -> {
                    var unused = producer.send(new ProducerRecord<>(in, new byte[] {1}));
                });
                producer.flush();
                long sent = (long) burst * BURST;
                await().atMost(Duration.ofMinutes(1)).until(() -> log.lastCommitted() == sent);
            }
        }
        assertThat(log.commits()).hasSizeGreaterThanOrEqualTo(BURSTS);
        assertThat(log.commits()).allSatisfy(commit -> {
            assertThat(commit.hookedUpTo()).as("records the hook had seen").isEqualTo(commit.offset());
            assertThat(commit.outputsUnacknowledged())
                    .as("outputs still under way")
                    .isZero();
        });
    }

    private static Topology topology(String in, String out, CommitLog log) {
        return new Topology()
                .addSource(
                        "source",
                        Serdes.ByteArray().deserializer(),
                        Serdes.ByteArray().deserializer(),
                        in)
                .addProcessor("counter", Counter.supplier(log), "source")
                .addSink(
                        "sink",
                        out,
                        Serdes.ByteArray().serializer(),
                        Serdes.ByteArray().serializer(),
                        "counter");
    }

    private static Properties properties(String guarantee) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "hook-" + guarantee);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, guarantee);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 50);
        properties.put(
                StreamsConfig.STATE_DIR_CONFIG,
                directory.resolve("state-" + guarantee).toString());
        return properties;
    }

    /** Forwards nothing while it processes, and one record from the hook. */
    private static final class Counter implements Processor<byte[], byte[], byte[], byte[]> {
        private final CommitLog log;
        private long processed;

        private Counter(CommitLog log) {
            this.log = log;
        }

        static ProcessorSupplier<byte[], byte[], byte[], byte[]> supplier(CommitLog log) {
            return new ProcessorSupplier<>() {
                @Override
                public Processor<byte[], byte[], byte[], byte[]> get() {
                    return new Counter(log);
                }

                @Override
                public Set<StoreBuilder<?>> stores() {
                    return Set.of(CommitHook.builder("hook"));
                }
            };
        }

        @Override
        public void init(ProcessorContext<byte[], byte[]> context) {
            CommitHook hook = context.getStateStore("hook");
            hook.onCommit(context, () -> {
                context.forward(new Record<>(null, Long.toString(processed).getBytes(UTF_8), 0));
                log.hooked(processed);
            });
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            processed++;
        }
    }
}
