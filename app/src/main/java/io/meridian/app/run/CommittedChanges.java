package io.meridian.app.run;

import static java.util.Objects.requireNonNull;

import io.meridian.app.changes.ChangeFeed;
import io.meridian.app.config.MeridianConfig;
import io.meridian.app.config.StreamsProperties;
import io.meridian.app.query.Figures;
import io.meridian.app.query.WindowRow;
import io.meridian.avro.AggregateStatus;
import io.meridian.avro.RegionAggregate;
import io.meridian.topology.aggregate.Series;
import io.meridian.topology.closing.Status;
import java.util.OptionalDouble;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.Deserializer;

/** The changes of aggregates as the topic has them. */
final class CommittedChanges {
    private CommittedChanges() {}

    static ChangeFeed feed(MeridianConfig config, Deserializer<RegionAggregate> rows) {
        String topic = config.topics().aggregates();
        return new ChangeFeed(
                () -> new KafkaConsumer<>(StreamsProperties.ofReader(config)),
                topic,
                value -> row(requireNonNull(rows.deserialize(topic, value), "a change without a value")));
    }

    static WindowRow row(RegionAggregate row) {
        Double stddev = row.getStddev();
        return new WindowRow(
                new Series(row.getRegion(), row.getMetric()),
                row.getWindowStart().toEpochMilli(),
                row.getWindowEnd().toEpochMilli(),
                row.getStatus() == AggregateStatus.FINAL ? Status.FINAL : Status.OPEN,
                row.getRevision(),
                new Figures(
                        row.getCount(),
                        row.getSum(),
                        row.getMin(),
                        row.getMax(),
                        row.getMean(),
                        stddev == null ? OptionalDouble.empty() : OptionalDouble.of(stddev),
                        row.getP50(),
                        row.getP90(),
                        row.getP99(),
                        row.getDevices(),
                        row.getConfigGeneration()));
    }
}
