package io.meridian.app.exactness;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.meridian.app.exactness.PlannedRecord.PlannedReading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Records that are rejected for every reason that can be had from outside, in turn, among readings that are counted. Those of
 * {@link #MENDABLE} are readings, which other settings or a reconciliation let count.
 */
final class BadRecords {
    static final String STRICT = """
            regions: {us: [d-0000..d-3999], eu: [d-4000..d-6999]}
            unmapped_devices: reject
            metrics: {cpu_load: {min: 0, max: 100}}
            unknown_metrics: reject
            """;
    static final String MENDED = """
            regions: {us: [d-0000..d-3999], eu: [d-4000..d-6999]}
            metrics: {cpu_load: {min: 0, max: 1000}}
            """;
    static final Set<String> MENDABLE = Set.of("OUT_OF_RANGE", "UNKNOWN_METRIC", "UNMAPPED_DEVICE", "LATE");
    static final int MAX_BYTES = 2_000;

    private static final List<String> CODES = List.of(
            "NULL_VALUE",
            "TOO_LARGE",
            "INVALID_JSON",
            "DUPLICATE_FIELD",
            "MISSING_FIELD",
            "WRONG_TYPE",
            "UNKNOWN_FIELD",
            "INVALID_DEVICE_ID",
            "INVALID_METRIC",
            "INVALID_TIMESTAMP",
            "OUT_OF_RANGE",
            "UNKNOWN_METRIC",
            "UNMAPPED_DEVICE",
            "FUTURE",
            "UNKNOWN_SCHEMA");
    private static final long FIRST = Instant.parse("2025-03-12T14:30:00Z").toEpochMilli();
    private static final long AFTER_ALL = Instant.parse("2025-03-12T14:50:00Z").toEpochMilli();
    private static final int MILLIS_APART = 10;
    private static final String ATTACK = "\u001b]0;owned\u0007\u001b[2J\r\n2025-01-01 INFO all is well \u202e\u009b31m";

    private final SplittableRandom random;
    private final String topic;
    private final int partitions;

    private BadRecords(long seed, String topic, int partitions) {
        this.random = new SplittableRandom(seed);
        this.topic = topic;
        this.partitions = partitions;
    }

    /** So many bad ones, half as many good ones, and at last those that are late. */
    static List<PlannedRecord> of(long seed, String topic, int partitions, int bad) {
        BadRecords records = new BadRecords(seed, topic, partitions);
        List<PlannedRecord> load = new ArrayList<>();
        int late = bad / (CODES.size() + 1);
        long now = FIRST;
        for (int i = 0; i < bad - late; i++) {
            load.add(records.bad(CODES.get(i % CODES.size()), now));
            if (i % 2 == 0) {
                load.add(records.reading(records.random.nextInt(7_000), "cpu_load", 50, now, now, ""));
            }
            now += MILLIS_APART;
        }
        for (int partition = 0; partition < partitions; partition++) {
            PlannedReading closing = new PlannedReading(partition, "cpu_load", 1, AFTER_ALL);
            load.add(new PlannedRecord(
                    records.record(partition, AFTER_ALL, json(partition, "cpu_load", "1", AFTER_ALL)), closing, ""));
        }
        for (int i = 0; i < late; i++) {
            long missed = FIRST + records.random.nextInt(MILLIS_APART * bad);
            load.add(records.reading(records.random.nextInt(7_000), "cpu_load", 70, missed, AFTER_ALL, "LATE"));
        }
        return load;
    }

    private PlannedRecord bad(String code, long now) {
        int device = random.nextInt(7_000);
        String good = json(device, "cpu_load", "5", now);
        return switch (code) {
            case "NULL_VALUE" -> rejected(code, now, null);
            case "TOO_LARGE" -> rejected(code, now, bytes(good + " ".repeat(MAX_BYTES)));
            case "INVALID_JSON" -> binary(now);
            case "DUPLICATE_FIELD" -> rejected(code, now, bytes(good.replace("\"metric\"", "\"value\":1,\"metric\"")));
            case "MISSING_FIELD" -> rejected(code, now, bytes(good.replace("\"metric\":\"cpu_load\",", "")));
            case "WRONG_TYPE" -> rejected(code, now, bytes(good.replace(":5,", ":\"5\",")));
            case "UNKNOWN_FIELD" -> rejected(code, now, bytes(good.replace("}", ",\"more\":1}")));
            case "INVALID_DEVICE_ID" ->
                rejected(
                        code,
                        now,
                        bytes(good.replace(
                                "\"d-",
                                "\""
                                        + ATTACK.replace("\u001b", "\\u001b")
                                                .replace("\u0007", "\\u0007")
                                                .replace("\r\n", "\\r\\n")
                                        + "d-")));
            case "INVALID_METRIC" -> rejected(code, now, bytes(good.replace("cpu_load", "cpu\\u0000load")));
            case "INVALID_TIMESTAMP" -> rejected(code, now, bytes(good.replace("T14", "T24")));
            case "OUT_OF_RANGE" -> reading(device, "cpu_load", 100 + random.nextInt(800) / 4.0 + 0.25, now, now, code);
            case "UNKNOWN_METRIC" -> reading(device, "humidity " + random.nextInt(3), 30, now, now, code);
            case "UNMAPPED_DEVICE" -> reading(7_000 + random.nextInt(3_000), "cpu_load", 20, now, now, code);
            case "FUTURE" -> rejected(code, now, bytes(json(device, "cpu_load", "5", now + 300_001)));
            case "UNKNOWN_SCHEMA" ->
                rejected(code, now, new byte[] {0, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff, 1, 2});
            default -> throw new IllegalArgumentException(code);
        };
    }

    /** Bytes that are no text, under headers whose names attack whoever looks. */
    private PlannedRecord binary(long now) {
        byte[] noise = new byte[40];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) random.nextInt(256);
        }
        noise[0] = '{';
        noise[1] = (byte) 0xff;
        PlannedRecord planned = rejected("INVALID_JSON", now, noise);
        RecordHeaders headers = (RecordHeaders) planned.record().headers();
        for (int i = 0; i < 50; i++) {
            headers.add(ATTACK + i % 20, i % 7 == 0 ? null : bytes(ATTACK + i));
        }
        return planned;
    }

    private PlannedRecord reading(int device, String metric, double value, long timestamp, long now, String code) {
        PlannedReading reading = new PlannedReading(device, metric, value, timestamp);
        return new PlannedRecord(
                record(device % partitions, now, json(device, metric, Double.toString(value), timestamp)),
                reading,
                code);
    }

    private PlannedRecord rejected(String code, long now, byte @Nullable [] value) {
        return new PlannedRecord(record(random.nextInt(partitions), now, value), null, code);
    }

    private ProducerRecord<byte[], byte[]> record(int partition, long now, String json) {
        return record(partition, now, bytes(json));
    }

    private ProducerRecord<byte[], byte[]> record(int partition, long now, byte @Nullable [] value) {
        byte[] key = random.nextInt(10) == 0 ? null : bytes(ATTACK + random.nextInt());
        return new ProducerRecord<>(topic, partition, now, key, value, new RecordHeaders());
    }

    private static String json(int device, String metric, String value, long timestamp) {
        return String.format(
                Locale.ROOT,
                "{\"device_id\":\"d-%04d\",\"metric\":\"%s\",\"value\":%s,\"timestamp\":\"%s\"}",
                device,
                metric,
                value,
                Instant.ofEpochMilli(timestamp));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
