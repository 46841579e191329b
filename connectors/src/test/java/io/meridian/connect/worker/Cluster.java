package io.meridian.connect.worker;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meridian.local.Children;
import io.meridian.local.ConnectSettings;
import io.meridian.local.FreePorts;
import io.meridian.local.LocalConnect;
import io.meridian.local.LocalHome;
import io.meridian.local.LocalKafka;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A real broker, and real Connect workers with the plugin as it is packaged. */
final class Cluster implements AutoCloseable {
    static final String TOPIC = "config.refresh";
    static final Duration LONG = Duration.ofSeconds(60);

    private static final String STRING_CONVERTER = "org.apache.kafka.connect.storage.StringConverter";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Children children = new Children();
    private final Path directory;
    private final LocalKafka broker;
    private final HttpClient http = HttpClient.newHttpClient();

    private Cluster(Path directory) {
        this.directory = directory;
        this.broker = LocalKafka.start(children, LocalHome.ofThisJvm(), directory, FreePorts.find());
    }

    static Cluster start(Path directory) throws Exception {
        Cluster cluster = new Cluster(directory);
        cluster.broker.awaitReady(LocalKafka.START_TIMEOUT);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.broker.bootstrapServers()))) {
            admin.createTopics(Set.of(new NewTopic(TOPIC, 1, (short) 1))).all().get(30, TimeUnit.SECONDS);
        }
        return cluster;
    }

    /** Whatever its name, a worker that is alone finds the offsets of its former self. */
    LocalConnect standalone(String name) {
        return ready(LocalConnect.standalone(
                children, LocalHome.ofThisJvm(), directory.resolve(name), settings(), List.of(), List.of()));
    }

    LocalConnect distributed(String name, String... jvmOptions) {
        return ready(LocalConnect.distributed(
                children, LocalHome.ofThisJvm(), directory.resolve(name), settings(), List.of(jvmOptions)));
    }

    private ConnectSettings settings() {
        Path plugins = Path.of(System.getProperty("meridian.plugin.path"));
        return new ConnectSettings(broker.bootstrapServers(), FreePorts.find(), plugins);
    }

    private static LocalConnect ready(LocalConnect worker) {
        worker.awaitReady(LocalConnect.START_TIMEOUT);
        return worker;
    }

    /** The settings of a source connector that is called after its source, in a hurry. */
    static Map<String, String> source(String id, Path directory) {
        Map<String, String> settings = new HashMap<>();
        settings.put("connector.class", "io.meridian.connect.source.ConfigDirSourceConnector");
        settings.put("config.dir", directory.toString());
        settings.put("source.id", id);
        settings.put("key.converter", STRING_CONVERTER);
        settings.put("value.converter", STRING_CONVERTER);
        settings.put("settle.ms", "200");
        settings.put("scan.interval.ms", "500");
        settings.put("activation.delay.ms", "700");
        return settings;
    }

    /** Creates the connector or changes its settings, and waits until its task runs. */
    void connect(LocalConnect worker, String name, Map<String, String> settings) throws Exception {
        HttpResponse<String> answer =
                send(worker, "PUT", "/connectors/" + name + "/config", JSON.writeValueAsString(settings));
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
        awaitRunning(worker, name);
    }

    void awaitRunning(LocalConnect worker, String name) {
        await().atMost(LONG).ignoreExceptions().untilAsserted(() -> {
            JsonNode status = JSON.readTree(
                    send(worker, "GET", "/connectors/" + name + "/status", "").body());
            assertThat(status.at("/connector/state").textValue()).isEqualTo("RUNNING");
            assertThat(status.at("/tasks/0/state").textValue()).as("%s", status).isEqualTo("RUNNING");
        });
    }

    HttpResponse<String> send(LocalConnect worker, String method, String path, String body)
            throws IOException, InterruptedException {
        URI address = worker.url().resolve(path);
        return http.send(
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    /** All committed events of a source so far. */
    List<Event> events(String source) {
        return records(TOPIC).stream()
                .filter(record -> source.equals(record.key()))
                .map(Event::of)
                .toList();
    }

    /** Waits until there are so many events of a source, and returns all. */
    List<Event> awaitEvents(String source, int count) {
        await().atMost(LONG)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(events(source)).hasSizeGreaterThanOrEqualTo(count));
        return events(source);
    }

    List<ConsumerRecord<String, String>> records(String topic) {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(Set.of(partition));
            consumer.seekToBeginning(Set.of(partition));
            long end = requireNonNull(consumer.endOffsets(Set.of(partition)).get(partition));
            List<ConsumerRecord<String, String>> records = new ArrayList<>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }

    LocalKafka broker() {
        return broker;
    }

    @Override
    public void close() {
        children.close();
    }
}
