package io.meridian.app.exactness;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.meridian.app.exactness.Oracle.Expected;
import io.meridian.app.exactness.Oracle.Window;
import io.meridian.avro.RegionAggregate;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.assertj.core.data.Offset;

/** The rows of closed windows as they came: the last revision of each, and whether each counted up by one. */
final class FinalRows {
    private final Deserializer<RegionAggregate> deserializer;
    private final String topic;
    private final Map<Window, RegionAggregate> latest = new HashMap<>();

    public FinalRows(Deserializer<RegionAggregate> deserializer, String topic) {
        this.deserializer = deserializer;
        this.topic = topic;
    }

    public void take(ConsumerRecord<byte[], byte[]> record) {
        RegionAggregate row = deserializer.deserialize(topic, record.value());
        Window window = new Window(
                row.getRegion(), row.getMetric(), row.getWindowStart().toEpochMilli());
        RegionAggregate before = latest.put(window, row);
        assertThat(row.getRevision())
                .as("revision of %s", window)
                .isEqualTo(before == null ? 0 : before.getRevision() + 1);
    }

    public long counted() {
        return latest.values().stream().mapToLong(RegionAggregate::getCount).sum();
    }

    public void check(Oracle oracle) {
        assertThat(latest.keySet()).isEqualTo(oracle.windows().keySet());
        latest.forEach((window, row) ->
                check(window, row, requireNonNull(oracle.windows().get(window))));
    }

    private static void check(Window window, RegionAggregate row, Expected expected) {
        String at = window.toString();
        assertThat(row.getCount()).as(at).isEqualTo(expected.count());
        assertThat(row.getDevices()).as(at).isEqualTo(expected.devices());
        assertThat(row.getMin()).as(at).isEqualTo(expected.min());
        assertThat(row.getMax()).as(at).isEqualTo(expected.max());
        assertThat(row.getSum()).as(at).isCloseTo(expected.sum(), relative(expected.sum(), 1e-9));
        double mean = expected.sum() / expected.count();
        assertThat(row.getMean()).as(at).isCloseTo(mean, relative(mean, 1e-9));
        if (expected.count() > 1) {
            assertThat(row.getStddev()).as(at).isCloseTo(expected.stddev(), relative(expected.stddev(), 1e-9));
        }
        assertThat(row.getP50()).as(at).isCloseTo(expected.quantile(0.50), relative(expected.quantile(0.50), 0.01));
        assertThat(row.getP90()).as(at).isCloseTo(expected.quantile(0.90), relative(expected.quantile(0.90), 0.01));
        assertThat(row.getP99()).as(at).isCloseTo(expected.quantile(0.99), relative(expected.quantile(0.99), 0.01));
    }

    private static Offset<Double> relative(double of, double share) {
        return within(Math.abs(of) * share + 1e-12);
    }
}
