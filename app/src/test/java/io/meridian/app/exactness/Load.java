package io.meridian.app.exactness;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.meridian.app.exactness.PlannedRecord.PlannedReading;
import java.time.Instant;
import java.util.AbstractList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A seeded load: readings in slight disorder, and a known share of every kind of record that is to be rejected. Each is made
 * anew whenever it is asked for, so that the length of a load costs no memory.
 */
public final class Load extends AbstractList<PlannedRecord> implements RandomAccess {
    private static final long FIRST = Instant.parse("2025-03-12T14:30:00Z").toEpochMilli();
    private static final List<String> METRICS = List.of("cpu_load", "temperature", "humidity");
    private static final int MILLIS_APART = 3;

    private final long seed;
    private final String topic;
    private final int partitions;
    private final int count;
    private final List<String> metrics;

    private Load(long seed, String topic, int partitions, int count, List<String> metrics) {
        // Those of neighbouring seeds are to have no records in common.
        this.seed = new SplittableRandom(seed).nextLong();
        this.topic = topic;
        this.partitions = partitions;
        this.count = count;
        this.metrics = metrics;
    }

    public static List<PlannedRecord> of(long seed, String topic, int partitions, int count) {
        return of(seed, topic, partitions, count, METRICS);
    }

    public static List<PlannedRecord> of(long seed, String topic, int partitions, int count, List<String> metrics) {
        return new Load(seed, topic, partitions, count, metrics);
    }

    @Override
    public int size() {
        return count;
    }

    @Override
    public PlannedRecord get(int index) {
        Objects.checkIndex(index, count);
        return record(FIRST + (long) index * MILLIS_APART, new SplittableRandom(seed + index));
    }

    private PlannedRecord record(long now, SplittableRandom random) {
        int kind = random.nextInt(1_000);
        int device = random.nextInt(10_000);
        String metric = metrics.get(random.nextInt(metrics.size()));
        double value = random.nextInt(100_000) / 1_000.0;
        long timestamp = now - random.nextInt(8_000);
        String id = String.format(Locale.ROOT, "d-%04d", device);
        String time = Instant.ofEpochMilli(timestamp).toString();
        return switch (kind) {
            case 0 -> rejected(random, now, null, "NULL_VALUE");
            case 1 -> rejected(random, now, "", "INVALID_JSON");
            case 2 -> rejected(random, now, json(id, metric, value, time) + "x", "INVALID_JSON");
            case 3 -> rejected(random, now, "{\"device_id\":\"" + id + "\"}", "MISSING_FIELD");
            case 4 -> rejected(random, now, json(id, metric, "\"" + value + "\"", time), "WRONG_TYPE");
            case 5 -> rejected(random, now, json(id, metric, "true", time), "WRONG_TYPE");
            case 6 -> rejected(random, now, json(id + "0", metric, value, time), "INVALID_DEVICE_ID");
            case 7 -> rejected(random, now, json(id, " ", value, time), "INVALID_METRIC");
            case 8 -> rejected(random, now, json(id, metric, value, "2025-02-30T00:00:00Z"), "INVALID_TIMESTAMP");
            case 9 -> rejected(random, now, json(id, metric, 100.00000000000001, time), "OUT_OF_RANGE");
            case 10 ->
                rejected(
                        random,
                        now,
                        json(
                                id,
                                metric,
                                value,
                                Instant.ofEpochMilli(now + 300_001).toString()),
                        "FUTURE");
            case 11 ->
                rejected(
                        random,
                        now,
                        json(id, metric, value, time).replace("value", "valu\\u0065\":1,\"value"),
                        "DUPLICATE_FIELD");
            case 12 ->
                random.nextInt(20) == 0
                        ? rejected(random, now, json(id, metric + " ".repeat(70_000), value, time), "TOO_LARGE")
                        : rejected(random, now, "{}", "MISSING_FIELD");
            case 13, 14, 15, 16 -> reading(random, now, device, metric, value, timestamp - 120_000);
            default -> reading(random, now, device, metric, value, timestamp);
        };
    }

    /** Long before its time it may be late or not: the oracle, which knows the order in the partition, tells. */
    private PlannedRecord reading(
            SplittableRandom random, long now, int device, String metric, double value, long timestamp) {
        String json = json(
                String.format(Locale.ROOT, "d-%04d", device),
                metric,
                value,
                Instant.ofEpochMilli(timestamp).toString());
        return new PlannedRecord(
                record(random, now, device % partitions, json),
                new PlannedReading(device, metric, value, timestamp),
                "");
    }

    private PlannedRecord rejected(SplittableRandom random, long now, @Nullable String value, String code) {
        return new PlannedRecord(record(random, now, random.nextInt(partitions), value), null, code);
    }

    private ProducerRecord<byte[], byte[]> record(
            SplittableRandom random, long now, int partition, @Nullable String value) {
        RecordHeaders headers = new RecordHeaders();
        if (random.nextInt(10) == 0) {
            headers.add("trace", Long.toHexString(random.nextLong()).getBytes(UTF_8));
        }
        byte[] key = random.nextInt(50) == 0
                ? null
                : Integer.toString(random.nextInt()).getBytes(UTF_8);
        return new ProducerRecord<>(topic, partition, now, key, value == null ? null : value.getBytes(UTF_8), headers);
    }

    private static String json(String id, String metric, Object value, String time) {
        return "{\"device_id\":\"%s\",\"metric\":\"%s\",\"value\":%s,\"timestamp\":\"%s\"}"
                .formatted(id, metric, value, time);
    }
}
