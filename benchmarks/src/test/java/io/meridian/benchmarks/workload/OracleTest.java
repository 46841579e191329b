package io.meridian.benchmarks.workload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OracleTest {
    private static final WindowKey WINDOW = new WindowKey("region-000", "cpu_load", 60_000);

    private static final Fleet FLEET = new Fleet(10, 2, 1);

    private final Oracle oracle = new Oracle(FLEET);
    private final WindowTable found = new WindowTable(FLEET);

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

        assertThat(oracle.differenceFrom(new WindowTable(FLEET)))
                .hasValueSatisfying(text -> assertThat(text).contains("missing", "0 of 1"));

        found.put(WINDOW, new WindowStats(2, 6, 1, 5));
        found.put(new WindowKey("region-001", "cpu_load", 60_000), new WindowStats(1, 1, 1, 1));
        assertThat(oracle.differenceFrom(found))
                .hasValueSatisfying(text -> assertThat(text).contains("region-001"));
    }

    @Test
    void shouldNameAWindowOfAnotherTimeOrOfASeriesThatNobodySends() {
        found.put(new WindowKey("region-000", "cpu_load", 120_000), new WindowStats(1, 1, 1, 1));
        assertThat(oracle.differenceFrom(found))
                .hasValueSatisfying(text -> assertThat(text).contains("120000", "should not be there"));

        WindowTable strange = new WindowTable(FLEET);
        strange.put(WINDOW, new WindowStats(2, 6, 1, 5));
        strange.put(new WindowKey("unassigned", "cpu_load", 60_000), new WindowStats(1, 1, 1, 1));
        assertThat(oracle.differenceFrom(strange))
                .hasValueSatisfying(text -> assertThat(text).contains("unassigned"));
    }

    private static WorkloadRecord made(long timestamp, boolean valid, double value) {
        return new WorkloadRecord("d-0001", new byte[0], timestamp, valid, 1, 0, value);
    }
}
