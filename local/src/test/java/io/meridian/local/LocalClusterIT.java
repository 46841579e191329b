package io.meridian.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalClusterIT {
    private static final String TOPIC = "greetings";
    private static final String SCHEMA = "{\"schema\":\"\\\"%s\\\"\"}";

    private final Path directory;

    LocalClusterIT(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void shouldKeepRecordsAndSchemasFromStartToStart() throws Exception {
        int id;
        List<ChildProcess> processes = new ArrayList<>();
        try (LocalCluster first = startTimed()) {
            processes.addAll(List.of(first.kafka().process(), first.registry().process()));
            createTopic(first);
            produce(first, "hello");
            id = register(first, "first", "string");
        }
        assertThat(processes).noneMatch(ChildProcess::isAlive);

        try (LocalCluster second = startTimed()) {
            assertThat(consume(second)).isEqualTo("hello");
            assertThat(get(second, "/schemas/ids/" + id)).contains("string");
            assertThat(register(second, "second", "long")).isGreaterThan(id);
        }
    }

    @Test
    void shouldNotForgetASchemaWhenKilledRightAfterIt() throws Exception {
        int id;
        try (Children children = new Children()) {
            LocalRegistry registry = startRegistry(children);
            id = register(registry, "first", "string");
            registry.process().kill();

            assertThat(get(startRegistry(children), "/schemas/ids/" + id)).contains("string");
        }
    }

    @Test
    void shouldShowTheLogOfABrokerThatCannotStart() throws Exception {
        try (Children children = new Children();
                ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            LocalKafka kafka = LocalKafka.start(children, LocalHome.ofThisJvm(), directory, busy.getLocalPort());

            assertThatThrownBy(() -> kafka.awaitReady(LocalKafka.START_TIMEOUT))
                    .isInstanceOf(ChildFailedException.class)
                    .hasMessageContaining("broker ended with exit code 1")
                    .hasMessageContaining("Address already in use");
        }
    }

    @Test
    void shouldNotCreateTopicsByMistake() throws Exception {
        try (LocalCluster cluster = startTimed();
                var producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", cluster.kafka().bootstrapServers(), "max.block.ms", 3_000),
                        new StringSerializer(),
                        new StringSerializer())) {
            assertThatThrownBy(() ->
                            producer.send(new ProducerRecord<>("misspelt", "x")).get())
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("misspelt");
        }
    }

    private LocalCluster startTimed() {
        long start = System.nanoTime();
        LocalCluster cluster = LocalCluster.start(LocalHome.ofThisJvm(), directory);
        System.out.printf("broker and registry up in %.1f s%n", (System.nanoTime() - start) / 1e9);
        return cluster;
    }

    private LocalRegistry startRegistry(Children children) {
        LocalRegistry registry = LocalRegistry.start(children, LocalHome.ofThisJvm(), directory, FreePorts.find());
        registry.awaitReady(LocalRegistry.START_TIMEOUT);
        return registry;
    }

    private static void createTopic(LocalCluster cluster) throws Exception {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", cluster.kafka().bootstrapServers()))) {
            admin.createTopics(Set.of(new NewTopic(TOPIC, 1, (short) 1))).all().get(30, TimeUnit.SECONDS);
        }
    }

    /** In a transaction, which needs the broker's internal topics too. */
    private static void produce(LocalCluster cluster, String value) {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", cluster.kafka().bootstrapServers(), "transactional.id", "test"),
                new StringSerializer(),
                new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            var unused = producer.send(new ProducerRecord<>(TOPIC, value));
            producer.commitTransaction();
        }
    }

    private static String consume(LocalCluster cluster) {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", cluster.kafka().bootstrapServers(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(TOPIC, 0);
            consumer.assign(Set.of(partition));
            consumer.seekToBeginning(Set.of(partition));
            return consumer.poll(Duration.ofSeconds(30)).iterator().next().value();
        }
    }

    private static int register(LocalCluster cluster, String subject, String type) throws Exception {
        return register(cluster.registry(), subject, type);
    }

    private static int register(LocalRegistry registry, String subject, String type) throws Exception {
        String answer = send(HttpRequest.newBuilder(URI.create(registry.url() + "/subjects/" + subject + "/versions"))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(BodyPublishers.ofString(SCHEMA.formatted(type))));
        return Integer.parseInt(answer.replaceAll("\\D", ""));
    }

    private static String get(LocalCluster cluster, String path) throws Exception {
        return get(cluster.registry(), path);
    }

    private static String get(LocalRegistry registry, String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(registry.url() + path)));
    }

    private static String send(HttpRequest.Builder request) throws Exception {
        var answer = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }
}
