package io.meridian.benchmarks.latency;

import io.meridian.reading.Reading;
import io.meridian.reading.ReadingSerializer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends readings and asks for them. */
final class RestProbe implements AutoCloseable {
    private static final String DEVICE = "d-0001";
    private static final long ASK_EVERY_MS = 2;
    private static final long TIMEOUT_NANOS = Duration.ofSeconds(30).toNanos();

    private final HttpClient http = HttpClient.newHttpClient();
    private final KafkaProducer<String, Reading> producer;
    private final String base;

    RestProbe(String bootstrapServers, int port) {
        this.base = "http://127.0.0.1:" + port;
        this.producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, ProducerConfig.LINGER_MS_CONFIG, 0),
                new StringSerializer(),
                new ReadingSerializer());
    }

    void awaitReady(Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!answersReady()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "meridian is not ready after " + timeout.toSeconds() + " s: see its log");
            }
            Thread.sleep(100);
        }
    }

    private boolean answersReady() throws InterruptedException {
        try {
            return status("/ready") == 200;
        } catch (IOException e) {
            // Nobody listens yet.
            return false;
        }
    }

    /** Milliseconds from handing a reading of this metric to a producer until REST knows it. */
    double millisToSee(String metric) throws IOException, InterruptedException {
        long sent = System.nanoTime();
        var unused = producer.send(new ProducerRecord<>(
                "telemetry.raw", DEVICE, new Reading(DEVICE, metric, 1, System.currentTimeMillis())));
        while (status("/v1/aggregates?metric=" + metric) != 200) {
            if (System.nanoTime() - sent > TIMEOUT_NANOS) {
                throw new IllegalStateException("REST does not know " + metric + " after 30 s");
            }
            Thread.sleep(ASK_EVERY_MS);
        }
        return (System.nanoTime() - sent) / 1e6;
    }

    private int status(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path)).build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    @Override
    public void close() {
        producer.close();
    }
}
