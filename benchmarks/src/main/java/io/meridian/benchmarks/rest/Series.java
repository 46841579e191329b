package io.meridian.benchmarks.rest;

import io.meridian.reading.Reading;
import io.meridian.reading.ReadingSerializer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** What is looked up: five regions of a thousand metrics, and one series with a day of windows. */
final class Series {
    /** The series with a history. */
    static final String HISTORY = "region=r1&metric=history";

    /** Any of the many. */
    static final String ONE = "region=r3&metric=m0500";

    /** Regions times metrics. */
    static final int COUNT = 5_000;

    /** All metrics but that of the history, as the load generator takes them. */
    static final String METRICS = IntStream.range(0, 1_000)
            .mapToObj(metric -> String.format(Locale.ROOT, "m%04d", metric))
            .collect(Collectors.joining(","));

    static final String REGIONS = """
            regions:
              r1: [d-0000..d-1999]
              r2: [d-2000..d-3999]
              r3: [d-4000..d-5999]
              r4: [d-6000..d-7999]
              r5: [d-8000..d-9999]
            """;

    private static final int MINUTES = 24 * 60 - 1;
    private static final int READINGS_A_MINUTE = 100;
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    private Series() {}

    /**
     * Sends a day of readings of one series, in the order of time.
     *
     * @return how many
     */
    static long sendHistory(String bootstrapServers) {
        SplittableRandom random = new SplittableRandom(7);
        long start = System.currentTimeMillis() - MINUTES * MINUTE;
        try (KafkaProducer<String, Reading> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new StringSerializer(),
                new ReadingSerializer())) {
            for (long i = 0; i < (long) MINUTES * READINGS_A_MINUTE; i++) {
                String device = String.format(Locale.ROOT, "d-%04d", random.nextInt(2_000));
                long time = start + i * MINUTE / READINGS_A_MINUTE;
                var unused = producer.send(new ProducerRecord<>(
                        "telemetry.raw", device, new Reading(device, "history", random.nextInt(10_000) / 100.0, time)));
            }
        }
        return (long) MINUTES * READINGS_A_MINUTE;
    }
}
