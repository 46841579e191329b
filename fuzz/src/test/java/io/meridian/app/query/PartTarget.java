package io.meridian.app.query;

import io.meridian.fuzz.Check;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** What an instance answers another with, the first byte says of which rows: taken as it was written, or refused. */
public final class PartTarget {
    private static final long STEP = 60_000;

    private PartTarget() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
        switch ((input[0] & 0xff) % 3) {
            case 0 -> take(bytes, new RowCodec.SeriesCodec());
            case 1 ->
                take(bytes, new RowCodec.WindowCodec()).forEach(row -> {
                    check(row.figures());
                    Check.that(row.start() >= 0 && row.start() < row.end(), "no window", row);
                });
            default -> {
                List<RollupCell> cells = take(bytes, new RowCodec.CellCodec());
                List<RollupCell> others = take(bytes, new RowCodec.CellCodec());
                for (int i = 0; i < cells.size(); i++) {
                    check(cells.get(i).toRow(STEP).figures());
                    check(cells.get(i).merge(others.get(i)).toRow(STEP).figures());
                }
            }
        }
    }

    private static <R> List<R> take(byte[] bytes, RowCodec<R> codec) throws IOException {
        Part<R> part;
        try {
            part = Part.fromBytes(bytes, codec);
        } catch (IOException refused) {
            return List.of();
        }
        byte[] again = part.toBytes(codec);
        Check.that(
                Arrays.equals(Part.fromBytes(again, codec).toBytes(codec), again),
                "read back otherwise than written",
                part);
        return part.rows();
    }

    private static void check(Figures figures) {
        Check.that(figures.count() > 0, "a row of nothing", figures);
        DoubleStream numbers = DoubleStream.of(
                figures.sum(),
                figures.min(),
                figures.max(),
                figures.mean(),
                figures.stddev().orElse(0),
                figures.p50(),
                figures.p90(),
                figures.p99());
        Check.that(numbers.allMatch(Double::isFinite), "a number that JSON does not know", figures);
    }
}
