package io.meridian.app.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.meridian.app.query.RowCodec.CellCodec;
import io.meridian.app.query.RowCodec.WindowCodec;
import io.meridian.topology.aggregate.Series;
import io.meridian.topology.aggregate.WindowAggregate;
import io.meridian.topology.closing.Status;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What another instance answers, should it be another program's answer or a broken one. */
class RowCodecTest {
    private static final Series SERIES = new Series("us", "cpu_load");
    private static final long START = 1_741_789_800_000L;

    @Test
    void shouldReadRowsAsTheyWereWritten() throws IOException {
        WindowRow row = row(START, START + 60_000, 2, 1.5, OptionalDouble.of(0.5));
        WindowRow ofOne = row(START, START + 60_000, 1, 1.5, OptionalDouble.empty());

        assertThat(Part.fromBytes(bytes(row, ofOne), new WindowCodec()).rows()).containsExactly(row, ofOne);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void shouldRefuseNumbersThatJsonDoesNotKnow(double mean) {
        assertRefused(row(START, START + 60_000, 2, mean, OptionalDouble.of(1)));
    }

    @Test
    void shouldRefuseADeviationWithoutEnd() {
        assertRefused(row(START, START + 60_000, 2, 1, OptionalDouble.of(Double.POSITIVE_INFINITY)));
    }

    @Test
    void shouldRefuseWindowsOfNothing() {
        assertRefused(row(START, START, 2, 1, OptionalDouble.of(1)));
        assertRefused(row(-1, START, 2, 1, OptionalDouble.of(1)));
        assertRefused(row(START, START + 60_000, 0, 1, OptionalDouble.empty()));
    }

    @Test
    void shouldRefuseCellsOfNothing() {
        RollupCell cell = new RollupCell(
                new RollupCell.Key(Optional.of("us"), Optional.empty(), START), Status.OPEN, 0, new WindowAggregate());
        byte[] bytes = new Part<>(List.of(), true, false, List.of(cell)).toBytes(new CellCodec());

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Part.fromBytes(bytes, new CellCodec()))
                .withMessageContaining("found none");
    }

    private static WindowRow row(long start, long end, long count, double mean, OptionalDouble stddev) {
        return new WindowRow(
                SERIES, start, end, Status.FINAL, 0, new Figures(count, 3, 1, 2, mean, stddev, 1, 2, 2, 1, 7));
    }

    private static byte[] bytes(WindowRow... rows) {
        return new Part<>(List.of(new Part.Covered(0, 0, 0)), true, false, Arrays.asList(rows))
                .toBytes(new WindowCodec());
    }

    private static void assertRefused(WindowRow row) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Part.fromBytes(bytes(row), new WindowCodec()))
                .withMessageContaining("expected");
    }
}
