package io.meridian.benchmarks.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OracleTest {
    private static final WindowKey WINDOW = new WindowKey("region-000", "cpu_load", 60_000);

    private final Oracle oracle = new Oracle(new Fleet(10, 2, 1));
    private final Map<WindowKey, WindowStats> found = new HashMap<>();

    @BeforeEach
    void count() {
        oracle.add(made(60_000, true, 1));
        oracle.add(made(119_999, true, 5));
        oracle.add(made(70_000, false, 50));
        found.put(WINDOW, new WindowStats(2, 6, 1, 5));
    }

    @Test
    void shouldFindNothingWrongWithWhatIsRight() {
        assertThat(oracle.differenceFrom(found)).isEmpty();
        assertThat(oracle.rejected()).isEqualTo(1);
        assertThat(oracle.windows()).isEqualTo(1);
    }

    @Test
    void shouldForgiveTheLastDigitsOfASumAlone() {
        found.put(WINDOW, new WindowStats(2, 6.000000000001, 1, 5));
        assertThat(oracle.differenceFrom(found)).isEmpty();

        found.put(WINDOW, new WindowStats(2, 6.00001, 1, 5));
        assertThat(oracle.differenceFrom(found))
                .hasValueSatisfying(text -> assertThat(text).contains("6.00001"));
    }

    @Test
    void shouldNameAWindowThatIsMissingWrongOrTooMany() {
        found.put(WINDOW, new WindowStats(1, 1, 1, 1));
        assertThat(oracle.differenceFrom(found))
                .hasValueSatisfying(text -> assertThat(text).contains("count=1"));

        found.clear();
        assertThat(oracle.differenceFrom(found))
                .hasValueSatisfying(text -> assertThat(text).contains("missing"));

        found.put(WINDOW, new WindowStats(2, 6, 1, 5));
        found.put(new WindowKey("region-001", "cpu_load", 60_000), new WindowStats(1, 1, 1, 1));
        assertThat(oracle.differenceFrom(found))
                .hasValueSatisfying(text -> assertThat(text).contains("region-001"));
    }

    private static WorkloadRecord made(long timestamp, boolean valid, double value) {
        return new WorkloadRecord("d-0001", new byte[0], timestamp, valid, 1, 0, value);
    }
}
