package io.meridian.app.exactness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meridian.local.ChildProcess;
import io.meridian.local.Children;
import io.meridian.local.Command;
import io.meridian.local.LocalCluster;
import io.meridian.local.LocalHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.core.ConditionFactory;

/** One instance on a real broker whose dead letters are looked at, and the commands with which its operator does so. */
final class LoopTrial implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String INSTANCE = "one";
    private static final String PRINTABLE = "[ -~]*";

    private final Path directory;
    private final String application;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Children children = new Children();
    private final LocalCluster cluster;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Fleet fleet;
    private int commands;
    private long generation;

    /** Starts broker and registry and makes the topics; the instance is started by {@link #start}. */
    LoopTrial(Path directory, String application, int partitions) throws Exception {
        this.directory = directory;
        this.application = application;
        cluster = LocalCluster.start(LocalHome.ofThisJvm(), directory.resolve("cluster"));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka()))) {
            TrialTopics.create(admin, application, partitions);
        }
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka(), "max.in.flight.requests.per.connection", 1),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        fleet = new Fleet(kafka(), registry(), directory, application, "exactly_once_v2")
                .with("topics.create", "true")
                .with("topic.redriven", application + ".redriven");
    }

    LoopTrial with(String setting, String value) {
        fleet.with(setting, value);
        return this;
    }

    void start() {
        fleet.start(INSTANCE);
    }

    String kafka() {
        return cluster.kafka().bootstrapServers();
    }

    String registry() {
        return cluster.registry().url().toString();
    }

    /** Has other settings come, that are in force from a time on. */
    void settings(String effectiveAt, String yaml) throws Exception {
        generation++;
        SettingsEvents.send(producer, application + ".config", generation, effectiveAt, yaml);
    }

    /** Waits until the instance judges by the settings that came last. */
    void awaitSettings() {
        awaiting("the settings in force")
                .until(() -> json("/v1/config").at("/rows/0/active/generation").asLong() == generation);
    }

    void send(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
        List<Future<?>> sent = new ArrayList<>();
        records.forEach(record -> sent.add(producer.send(record)));
        producer.flush();
        for (Future<?> one : sent) {
            one.get();
        }
    }

    List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        try (CommittedOutput output = new CommittedOutput(kafka(), application + topic)) {
            return output.records();
        }
    }

    List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        return records(".raw.dlq");
    }

    /** How far the raw topic has come, markers of transactions too. */
    long rawEnd() {
        try (CommittedOutput raw = new CommittedOutput(kafka(), application + ".raw")) {
            return raw.end();
        }
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(fleet.restUrl(INSTANCE) + path))
                        .build(),
                BodyHandlers.ofString());
    }

    JsonNode json(String path) throws IOException, InterruptedException {
        String body = get(path).body();
        assertThat(body.lines()).as("harmless").allMatch(line -> line.matches(PRINTABLE));
        return new ObjectMapper().readTree(body);
    }

    /** Begins a command that talks to Kafka, with the instance's own settings. */
    ChildProcess command(String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(
                List.of("--config", directory.resolve(INSTANCE + ".properties").toString()));
        return program(arguments);
    }

    /** Runs such a command to its end, and gives what it said. */
    String run(String... words) {
        return saidBy(command(words));
    }

    /** Runs a command that talks to the instance. */
    String ask(String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of("--url", fleet.restUrl(INSTANCE)));
        return saidBy(program(arguments));
    }

    private ChildProcess program(List<String> arguments) {
        commands++;
        return children.start(Command.java(
                "command-" + commands,
                directory.resolve("logs").resolve("command-" + commands + ".log"),
                List.of("-Xmx256m"),
                System.getProperty("java.class.path"),
                "io.meridian.app.Main",
                arguments));
    }

    private static String saidBy(ChildProcess process) {
        assertThat(process.awaitExit(PATIENCE)).as("ended").isTrue();
        try {
            String said = Files.readString(process.log());
            assertThat(process.exitCode()).as(said).hasValue(0);
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ConditionFactory awaiting(String what) {
        return await(what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(300))
                .ignoreExceptionsInstanceOf(IOException.class);
    }

    String lastLines() {
        return fleet.lastLines();
    }

    @Override
    public void close() {
        producer.close();
        fleet.close();
        children.close();
        cluster.close();
    }
}
