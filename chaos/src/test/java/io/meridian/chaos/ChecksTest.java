package io.meridian.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meridian.app.exactness.DeadLetterCheck;
import io.meridian.app.exactness.Load;
import io.meridian.app.exactness.Oracle;
import io.meridian.app.exactness.Oracle.Window;
import io.meridian.app.exactness.PlannedRecord;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** The checks of a run see what is wrong. */
class ChecksTest {
    private final List<PlannedRecord> load = Load.of(7, "raw", 1, 5_000);
    private final Oracle oracle = new Oracle(load);

    @Test
    void shouldAccountForEveryRecord() {
        assertThat(oracle.counted() + oracle.rejected()).isEqualTo(5_000);
        assertThat(oracle.counted()).isPositive();
        assertThat(oracle.rejected()).isPositive();
    }

    @Test
    void shouldSeeADeadLetterThatIsThereTwice() {
        ConsumerRecord<byte[], byte[]> letter = letter(0);
        DeadLetterCheck check = new DeadLetterCheck(load);
        check.take(letter);
        assertThat(check.byCode()).hasSize(1);
        assertThatThrownBy(() -> check.take(letter))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("another dead letter for 0@");
        assertThat(check.count()).isEqualTo(1);
    }

    @Test
    void shouldSeeADeadLetterForARecordThatIsNotItsOwn() {
        assertThatThrownBy(() -> new DeadLetterCheck(load).take(letter(1))).isInstanceOf(AssertionError.class);
    }

    @Test
    void shouldMakeTheSameRecordOfTheLoadEachTime() {
        PlannedRecord one = load.get(4_711);
        PlannedRecord again = load.get(4_711);
        assertThat(again.reading()).isEqualTo(one.reading());
        assertThat(again.record().value()).isEqualTo(one.record().value());
        assertThat(Load.of(8, "raw", 1, 5_000).get(4_711).record().value())
                .isNotEqualTo(one.record().value());
    }

    @Test
    void shouldSeeAnAnswerWithMoreThanWasSent() {
        Window window = oracle.windows().keySet().iterator().next();
        long count = requireNonNull(oracle.windows().get(window)).count();
        assertThat(RestWatch.moreThanThereIs(Map.of(window, count), oracle)).isEmpty();
        assertThat(RestWatch.moreThanThereIs(Map.of(window, count + 1), oracle)).isPresent();
        assertThat(RestWatch.moreThanThereIs(Map.of(new Window("nowhere", "none", 0), 1L), oracle))
                .isPresent();
    }

    @Test
    void shouldTakeTheWorstForTheP99OfAFew() {
        assertThat(Report.quantile(List.of(1L, 2L, 9L), 0.99)).isEqualTo(9);
        assertThat(Report.quantile(List.of(1L, 2L, 9L), 0.5)).isEqualTo(2);
    }

    @Test
    void shouldSeeSettingsThatWentBack() {
        assertThat(Refreshes.wentBack(Map.of("i0", 5L), Map.of("i0", 5L, "i1", 1L)))
                .isEmpty();
        assertThat(Refreshes.wentBack(Map.of("i0", 5L), Map.of("i0", 4L))).isPresent();
    }

    @Test
    void shouldMeasureTheLongestTimeWithoutAnything() {
        NavigableSet<Long> arrivals = new TreeSet<>(List.of(0L, 7_000_000L, 8_000_000L, 12_000_000L, 13_000_000L));
        assertThat(Arrivals.longestGap(arrivals, 0)).isEqualTo(7);
        // It may have begun before the time that is asked for.
        assertThat(Arrivals.longestGap(arrivals, 6_000_000)).isEqualTo(7);
        assertThat(Arrivals.longestGap(arrivals, 7_500_000)).isEqualTo(4);
    }

    @Test
    void shouldSeeWhatGrows() {
        assertThat(samples(i -> new ProcessFigures(300 + i % 7, 40, 200)).growth())
                .isEmpty();
        assertThat(samples(i -> new ProcessFigures(300 + 2 * i, 40, 200)).growth())
                .hasValueSatisfying(what -> assertThat(what).contains("megabytes"));
        assertThat(samples(i -> new ProcessFigures(300, 40 + i / 10, 200)).growth())
                .hasValueSatisfying(what -> assertThat(what).contains("threads"));
        assertThat(samples(i -> new ProcessFigures(300, 40, 200 + i)).growth())
                .hasValueSatisfying(what -> assertThat(what).contains("open files"));
    }

    @Test
    void shouldDrawWhatIsTwiceAsMuchTwiceAsHigh() {
        Samples samples = new Samples();
        samples.add(0, new ProcessFigures(200, 40, 9));
        samples.add(60, new ProcessFigures(400, 40, 9));
        assertThat(new Plot(List.of(samples)).svg())
                // Half of 90 above the ground at 115, then all of it.
                .contains("points='60.0,70.0 700.0,25.0'")
                .contains(">400</text>", ">1 min</text>");
    }

    private static Samples samples(IntFunction<ProcessFigures> figures) {
        Samples samples = new Samples();
        for (int i = 0; i < 100; i++) {
            samples.add(i, figures.apply(i));
        }
        return samples;
    }

    /** That of the first record to be rejected that has a value, with its place shifted. */
    private ConsumerRecord<byte[], byte[]> letter(int shift) {
        int offset = 0;
        while (load.get(offset).reading() != null || load.get(offset).record().value() == null) {
            offset++;
        }
        PlannedRecord planned = load.get(offset);
        RecordHeaders headers = new RecordHeaders();
        for (Header header : planned.record().headers()) {
            headers.add(header);
        }
        headers.add("__streams.errors.partition", "0".getBytes(UTF_8));
        headers.add("__streams.errors.offset", Integer.toString(offset + shift).getBytes(UTF_8));
        headers.add("meridian.error.code", planned.code().getBytes(UTF_8));
        return new ConsumerRecord<>(
                "dlq",
                0,
                0,
                planned.record().timestamp(),
                TimestampType.CREATE_TIME,
                0,
                0,
                planned.record().key(),
                planned.record().value(),
                headers,
                java.util.Optional.empty());
    }
}
