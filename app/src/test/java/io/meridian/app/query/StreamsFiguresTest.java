package io.meridian.app.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

/** Names and tags are those of the topology's own metrics; PageFleetIT sees that they are the real ones. */
class StreamsFiguresTest {
    private static Metric metric(String group, String name, Object value, String... tags) {
        Map<String, String> all = tags.length == 0 ? Map.of() : Map.of(tags[0], tags[1]);
        return new Metric() {
            @Override
            public MetricName metricName() {
                return new MetricName(name, group, "", all);
            }

            @Override
            public Object metricValue() {
                return value;
            }
        };
    }

    @Test
    void shouldAddUpPartitionsAndTellTheFurthestWatermark() {
        IngestReport report = StreamsFigures.ingest(List.of(
                metric("meridian", "readings-accepted-total", 17.0),
                metric("meridian", "readings-accepted-total", 3.0),
                metric("other", "readings-accepted-total", 99.0),
                metric("meridian", "readings-rejected-total", 2.0, "code", "LATE"),
                metric("meridian", "readings-rejected-total", 5.0, "code", "LATE"),
                metric("meridian", "readings-rejected-total", 1.0, "code", "FUTURE"),
                metric("meridian", "readings-rejected-total", 0.0, "code", "INTERNAL"),
                metric("meridian", "watermark-lag-ms", 40.0),
                metric("meridian", "watermark-lag-ms", 850.0)));

        assertThat(report).isEqualTo(new IngestReport(20, Map.of("FUTURE", 1L, "LATE", 7L), OptionalLong.of(850)));
    }

    @Test
    void shouldTellNoWatermarkBeforeTheFirstReading() {
        assertThat(StreamsFigures.ingest(List.of(
                        metric("meridian", "readings-accepted-total", 0.0),
                        metric("meridian", "watermark-lag-ms", 0.0))))
                .isEqualTo(IngestReport.NONE);
    }

    @Test
    void shouldTakeALagThatIsNotKnownYetForNone() {
        assertThat(StreamsFigures.inputLag(List.of(
                        metric("consumer-fetch-manager-metrics", "records-lag", Double.NaN),
                        metric("consumer-fetch-manager-metrics", "records-lag", -1.0),
                        metric("consumer-fetch-manager-metrics", "records-lag", 12.0),
                        metric("consumer-fetch-manager-metrics", "records-lag", "?"))))
                .isEqualTo(12);
    }
}
