package io.meridian.chaos;

import io.meridian.app.exactness.Load;
import io.meridian.app.exactness.PlannedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A load that is unlike any that an instance should get. */
enum Scenario {
    /** Ten times what the brokers let the instances read while it is sent. */
    OVERLOAD(150),
    /** Nothing but records that are to be dead-lettered. */
    INVALID(1_500),
    /** Nine of ten records on one partition. */
    SKEWED(500),
    /** Ten metrics of each of a thousand regions. */
    REGIONS(500);

    private static final List<String> TEN_METRICS =
            IntStream.range(0, 10).mapToObj(metric -> "metric_" + metric).toList();

    /** How many records are sent twenty times a second. */
    final int atOnce;

    Scenario(int atOnce) {
        this.atOnce = atOnce;
    }

    Regions regions() {
        return this == REGIONS ? Regions.thousand() : Regions.FEW;
    }

    List<PlannedRecord> load(long seed, int count) {
        String topic = Stage.topic("raw");
        return switch (this) {
            case OVERLOAD -> Load.of(seed, topic, Stage.PARTITIONS, count);
            case INVALID -> invalid(Load.of(seed, topic, Stage.PARTITIONS, 50_000), count);
            case SKEWED -> skewed(Load.of(seed, topic, Stage.PARTITIONS, count), new SplittableRandom(seed));
            case REGIONS -> Load.of(seed, topic, Stage.PARTITIONS, count, TEN_METRICS);
        };
    }

    private static List<PlannedRecord> invalid(List<PlannedRecord> load, int count) {
        List<PlannedRecord> rejected =
                load.stream().filter(planned -> planned.reading() == null).toList();
        List<PlannedRecord> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            all.add(rejected.get(i % rejected.size()));
        }
        return all;
    }

    private static List<PlannedRecord> skewed(List<PlannedRecord> load, SplittableRandom random) {
        return load.stream()
                .map(planned -> random.nextInt(10) == 0 ? planned : onPartition(0, planned))
                .toList();
    }

    private static PlannedRecord onPartition(int partition, PlannedRecord planned) {
        ProducerRecord<byte[], byte[]> record = planned.record();
        return new PlannedRecord(
                new ProducerRecord<>(
                        record.topic(), partition, record.timestamp(), record.key(), record.value(), record.headers()),
                planned.reading(),
                planned.code());
    }
}
