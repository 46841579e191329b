package io.meridian.benchmarks.workload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meridian.reading.DecodedFields;
import io.meridian.reading.StrictReadingDecoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkloadTest {
    private static final long END = 1_741_790_000_000L;
    private static final Fleet FLEET = new Fleet(100, 3, 2);

    @Test
    void shouldBeTheSameForTheSameSeed() {
        assertThat(texts(workload(1_000, 0.1, 0, 7))).isEqualTo(texts(workload(1_000, 0.1, 0, 7)));
        assertThat(texts(workload(1_000, 0.1, 0, 7))).isNotEqualTo(texts(workload(1_000, 0.1, 0, 8)));
    }

    @Test
    void shouldSayOfEachRecordWhatTheAuthoritySays() {
        StrictReadingDecoder authority = new StrictReadingDecoder(65_536, false);
        long invalid = 0;
        for (WorkloadRecord made : workload(5_000, 0.2, 0, 7)) {
            DecodedFields decoded = authority.decode(made.bytes());
            boolean accepted = decoded.violations().isEmpty()
                    && decoded.value().orElseThrow() >= Fleet.MIN
                    && decoded.value().orElseThrow() <= Fleet.MAX;
            assertThat(accepted).as(new String(made.bytes(), UTF_8)).isEqualTo(made.valid());
            if (made.valid()) {
                assertThat(decoded.device()).hasValue(made.device());
                assertThat(decoded.metric()).contains(FLEET.metricNames().get(made.metric()));
                assertThat(decoded.value()).hasValue(made.value());
                assertThat(decoded.timestamp()).hasValue(made.timestamp());
            } else {
                invalid++;
            }
        }
        assertThat(invalid).isBetween(900L, 1_100L);
    }

    @Test
    void shouldLieInTheTenMinutesBeforeItsEndAndNeverFarBack() {
        long newest = 0;
        for (WorkloadRecord made : workload(10_000, 0, 0, 7)) {
            assertThat(made.timestamp()).isBetween(END - 602_000, END);
            assertThat(made.timestamp()).isGreaterThan(newest - 2_000);
            newest = Math.max(newest, made.timestamp());
        }
    }

    @Test
    void shouldFillRecordsUp() {
        assertThat(workload(100, 0, 1_000, 7))
                .allSatisfy(made -> assertThat(made.bytes()).hasSize(1_000));
    }

    @Test
    void shouldRefuseWhatIsNoShare() {
        assertThatThrownBy(() -> workload(1, 1.5, 0, 1))
                .hasMessageContaining("0 to 1")
                .hasMessageContaining("1.5");
        assertThatThrownBy(() -> new Fleet(10, 11, 1)).hasMessageContaining("1 to 10");
    }

    @Test
    void shouldPutDevicesIntoRegionsAsItsSettingsDo() {
        assertThat(new Fleet(10, 3, 1).regionOfDevices())
                .containsExactly(
                        "region-000",
                        "region-000",
                        "region-000",
                        "region-000",
                        "region-001",
                        "region-001",
                        "region-001",
                        "region-002",
                        "region-002",
                        "region-002");
        assertThat(new Fleet(10, 3, 1).regionsYaml()).isEqualTo("""
                        regions:
                          region-000: [d-0000..d-0003]
                          region-001: [d-0004..d-0006]
                          region-002: [d-0007..d-0009]
                        """);
    }

    private static Workload workload(long records, double invalidShare, int bytes, long seed) {
        return new Workload(FLEET, records, invalidShare, new JsonForm(bytes), Duration.ofMinutes(10), seed, END);
    }

    private static List<String> texts(Workload workload) {
        List<String> texts = new ArrayList<>();
        workload.forEach(made -> texts.add(made.timestamp() + new String(made.bytes(), UTF_8)));
        return texts;
    }
}
