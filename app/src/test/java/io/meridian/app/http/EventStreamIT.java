package io.meridian.app.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meridian.app.changes.ChangeFeed;
import io.meridian.app.config.MeridianConfig.Rest;
import io.meridian.local.Children;
import io.meridian.local.FreePorts;
import io.meridian.local.LocalHome;
import io.meridian.local.LocalKafka;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Events from a real broker with real transactions; the value of a change is the region's name that its row then has. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventStreamIT {
    private static final int PARTITIONS = 3;

    private final Children children = new Children();
    private final TestServer standIns = new TestServer();
    private final List<EventClient> open = new ArrayList<>();
    private final LocalKafka kafka;
    private final KafkaProducer<byte[], byte[]> producer;
    private String topic = "";
    private int topics;

    EventStreamIT(@TempDir Path directory) {
        kafka = LocalKafka.start(children, LocalHome.ofThisJvm(), directory, FreePorts.find());
        kafka.awaitReady(LocalKafka.START_TIMEOUT);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "changes", "linger.ms", 5),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
    }

    @AfterEach
    void leave() throws IOException {
        for (EventClient reader : open) {
            reader.close();
        }
        open.clear();
    }

    @AfterAll
    void stopBroker() {
        producer.close(Duration.ZERO);
        standIns.close();
        children.close();
    }

    @Test
    void shouldTellEachCommittedChangeOnceInOrderAndGoOnBehindTheLastOnAnyInstance() throws Exception {
        newTopic();
        try (RestServer one = server();
                RestServer two = server()) {
            EventClient first = read(one, "");
            commit(0, 200);
            abort(200, 250);
            commit(250, 300);
            waiting().until(() -> first.regions().size() >= 250);
            assertEachOnceInOrder(first.regions(), IntStream.concat(range(0, 200), range(250, 300)));
            first.close();

            commit(300, 350);
            abort(350, 400);
            // The other has read nothing so far, and looks back in the topic.
            EventClient here = read(one, first.lastId());
            EventClient there = read(two, first.lastId());
            commit(400, 420);
            waiting().until(() -> here.regions().size() >= 70 && there.regions().size() >= 70);
            assertEachOnceInOrder(here.regions(), IntStream.concat(range(300, 350), range(400, 420)));
            assertEachOnceInOrder(there.regions(), IntStream.concat(range(300, 350), range(400, 420)));
        }
    }

    @Test
    void shouldServeAThousandReadersAtOnceAndLetThemKnowThatItLives() throws Exception {
        newTopic();
        try (RestServer server = server()) {
            for (int i = 0; i < 1_000; i++) {
                open.add(new EventClient(server.url(), "/v1/stream", ""));
            }
            waiting().until(() -> open.stream().allMatch(EventClient::isHeard));

            commit(0, 60);
            waiting()
                    .until(() ->
                            open.stream().allMatch(reader -> reader.regions().size() >= 60));
            for (EventClient reader : open) {
                assertEachOnceInOrder(reader.regions(), range(0, 60));
            }
            waiting().until(() -> open.stream().allMatch(reader -> reader.heartbeats() >= 2));
        }
    }

    @Test
    void shouldCutOffAReaderThatDoesNotRead() throws Exception {
        newTopic();
        int changes = 60_000;
        try (RestServer server = server();
                Socket slow = new Socket()) {
            slow.setReceiveBufferSize(4 * 1024);
            slow.connect(new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), server.url().getPort()));
            slow.getOutputStream().write("GET /v1/stream HTTP/1.0\r\nHost: a\r\n\r\n".getBytes(UTF_8));
            EventClient reader = read(server, "");

            for (int from = 0; from < changes; from += 2_000) {
                commit(from, from + 2_000);
                int sent = from + 2_000;
                waiting()
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> reader.regions().size() >= sent);
            }

            assertEachOnceInOrder(reader.regions(), range(0, changes));
            slow.setSoTimeout(30_000);
            assertThat(bytesUntilTheEnd(slow.getInputStream()))
                    .as("bytes that the slow one got, of some hundred for each change")
                    .isLessThan(changes * 100L);
        }
    }

    /** Reads until the server has ended the connection; fails if it does not. */
    private static long bytesUntilTheEnd(InputStream in) throws IOException {
        long bytes = 0;
        byte[] some = new byte[64 * 1024];
        try {
            for (int read = in.read(some); read >= 0; read = in.read(some)) {
                bytes += read;
            }
        } catch (SocketException e) {
            return bytes;
        }
        return bytes;
    }

    private void assertEachOnceInOrder(List<String> regions, IntStream expected) {
        List<List<Integer>> found = byPartition(regions.stream().mapToInt(Integer::parseInt));
        assertThat(found).isEqualTo(byPartition(expected));
    }

    private static List<List<Integer>> byPartition(IntStream changes) {
        List<List<Integer>> byPartition = new ArrayList<>();
        IntStream.range(0, PARTITIONS).forEach(partition -> byPartition.add(new ArrayList<>()));
        changes.forEach(change -> byPartition.get(change % PARTITIONS).add(change));
        return byPartition;
    }

    private static IntStream range(int from, int to) {
        return IntStream.range(from, to);
    }

    private void commit(int from, int to) {
        send(from, to);
        producer.commitTransaction();
    }

    private void abort(int from, int to) {
        send(from, to);
        producer.flush();
        producer.abortTransaction();
    }

    private void send(int from, int to) {
        producer.beginTransaction();
        for (int i = from; i < to; i++) {
            var unused = producer.send(new ProducerRecord<>(
                    topic, i % PARTITIONS, new byte[0], Integer.toString(i).getBytes(UTF_8)));
        }
    }

    private void newTopic() throws Exception {
        topic = "changes-" + topics++;
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
    }

    private RestServer server() {
        String changes = topic;
        ChangeFeed feed = new ChangeFeed(
                () -> new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                kafka.bootstrapServers(),
                                "isolation.level",
                                "read_committed",
                                "auto.offset.reset",
                                "earliest",
                                "enable.auto.commit",
                                false),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer()),
                changes,
                value -> FakeChanges.row(new String(value, UTF_8)));
        return RestServer.start(Rest.at(URI.create("http://127.0.0.1:0")), standIns.api(feed), Optional.empty());
    }

    private EventClient read(RestServer from, String lastId) throws IOException {
        EventClient reader = new EventClient(from.url(), "/v1/stream", lastId);
        open.add(reader);
        waiting().until(() -> reader.isHeard() || !reader.regions().isEmpty());
        return reader;
    }

    private static ConditionFactory waiting() {
        return await().atMost(Duration.ofSeconds(60));
    }
}
